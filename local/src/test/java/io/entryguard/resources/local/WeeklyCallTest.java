package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.local.template.WeeklyCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The call by which the template keeps every version active: a refusal, and no fault. */
@ExtendWith(LocalApiExtension.class)
final class WeeklyCallTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalApiFixture api;

  WeeklyCallTest(LocalApiFixture api) {
    this.api = api;
  }

  private static Set<String> functions() {
    return RepositoryTemplate.read().functions().keySet();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isOneOfTheEventsInFiles(String function) throws IOException {
    assertThat(JSON.readTree(WeeklyCalls.inputOf(function))).isEqualTo(file(function));
  }

  private static JsonNode file(String function) throws IOException {
    String name =
        switch (function) {
          case "AuthorizerFunction" -> "weekly-without-credential.json";
          case "ProvisionFunction", "PublishChangesFunction" -> "weekly-without-records.json";
          default -> "weekly-without-permission.json";
        };
    return JSON.readTree(Files.readString(RepositoryTemplate.HOME.resolve("events").resolve(name)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isRefusedAndNothingFails(String function) {
    FunctionOutput.Recorded<byte[]> call =
        FunctionOutput.record(() ->
            api.function(function).invoke(WeeklyCalls.inputOf(function).getBytes(UTF_8), "1"));

    String answer = new String(call.result(), UTF_8);
    switch (function) {
      case "AuthorizerFunction" -> assertThat(answer).contains("\"Effect\":\"Deny\"");
      case "ProvisionFunction", "PublishChangesFunction" ->
          assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
      default -> assertThat(answer).containsPattern("\"statusCode\":4\\d\\d");
    }
    assertThat(call.lines()).noneMatch(line -> line.contains("ERROR"));
  }
}
