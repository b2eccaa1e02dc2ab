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

/** The weekly call that keeps every version active is refused without a fault. */
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
  void equalsAnEventFile(String function) throws IOException {
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
  void isRefusedWithoutAFailure(String function) {
    FunctionOutput.Recorded<byte[]> call =
        FunctionOutput.record(() ->
            api.function(function).invoke(WeeklyCalls.inputOf(function).getBytes(UTF_8), "1"));

    String response = new String(call.result(), UTF_8);
    switch (function) {
      case "AuthorizerFunction" -> assertThat(response).contains("\"Effect\":\"Deny\"");
      case "ProvisionFunction", "PublishChangesFunction" ->
          assertThat(response).isEqualTo("{\"batchItemFailures\":[]}");
      default -> assertThat(response).containsPattern("\"statusCode\":4\\d\\d");
    }
    assertThat(call.lines()).noneMatch(line -> line.contains("ERROR"));
  }
}
