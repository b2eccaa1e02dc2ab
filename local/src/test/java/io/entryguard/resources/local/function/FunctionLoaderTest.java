package io.entryguard.resources.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.fake.AuthorizerHandler;
import io.entryguard.resources.local.fake.EchoHandler;
import io.entryguard.resources.local.fake.MapSerializer;
import io.entryguard.resources.local.fake.SecondMapSerializer;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLoaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void isolatesAFunctionFromThisProgram() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));

    JsonNode echo = invoke(loader().load(echo("echo.zip")), "{}");

    assertThat(echo.path("seesThisProgram").asBoolean(true)).isFalse();
    assertThat(echo.path("contextClassLoader").asText()).isEqualTo("Echo");
  }

  @Test
  void setsTheFunctionsVariablesAndLambdas() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));

    JsonNode echo = invoke(loader().load(echo("echo.zip")), "{}");

    assertThat(echo.path("environment"))
        .isEqualTo(JSON.readTree("{\"AWS_REGION\":\"eu-central-1\",\"TABLE_NAME\":\"Table\"}"));
  }

  @Test
  void countsDownTheRemainingTimeFromTheTimeout() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));

    JsonNode echo = invoke(loader().load(echo("echo.zip")), "{}");

    assertThat(echo.path("remainingMillis").asInt()).isBetween(1, 15_000);
  }

  @Test
  void reportsAFailedFunction() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));
    LoadedFunction function = loader().load(echo("echo.zip"));

    assertThatExceptionOfType(FunctionFailure.class)
        .isThrownBy(
            () -> function.invoke("{\"headers\":{\"X-fake\":\"throw\"}}".getBytes(UTF_8), "1"))
        .withMessage("Echo failed");
  }

  @Test
  void rejectsAResponseBeyondLambdasLimit() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));
    LoadedFunction function = loader().load(echo("echo.zip"));

    assertThatExceptionOfType(FunctionFailure.class)
        .isThrownBy(
            () -> function.invoke("{\"headers\":{\"X-fake\":\"huge\"}}".getBytes(UTF_8), "1"))
        .withMessage("Echo answered more than 6 MB");
  }

  @Test
  void reportsHowToBuildAMissingZip() {
    assertThatExceptionOfType(FunctionFailure.class)
        .isThrownBy(() -> loader().load(echo("nowhere.zip")))
        .withMessageEndingWith("nowhere.zip is not there: build it with ./mvnw package");
  }

  @Test
  void reportsAMissingHandler() throws IOException {
    FakeZip.write(folder.resolve("echo.zip"));

    assertThatExceptionOfType(FunctionFailure.class)
        .isThrownBy(() -> loader().load(function("echo.zip", "org.example.Handler", Map.of())))
        .withMessageContaining("org.example.Handler");
  }

  @Test
  void rejectsAFunctionWithTwoSerializers() throws IOException {
    FakeZip.write(
        folder.resolve("echo.zip"),
        List.of(MapSerializer.class.getName(), SecondMapSerializer.class.getName()));

    assertThatExceptionOfType(FunctionFailure.class)
        .isThrownBy(() -> loader().load(echo("echo.zip")))
        .withMessage("Echo must name one CustomPojoSerializer, not 2");
  }

  @Test
  void reportsWhyAFunctionDoesNotStart() throws IOException {
    FakeZip.write(folder.resolve("authorizer.zip"));
    var loader = new FunctionLoader(folder, folder.resolve("work"), Map.of());

    assertThatExceptionOfType(FunctionFailure.class)
        .isThrownBy(() ->
            loader.load(function("authorizer.zip", AuthorizerHandler.class.getName(), Map.of())))
        .withMessageEndingWith("environment is empty");
  }

  private FunctionLoader loader() {
    return new FunctionLoader(folder, folder.resolve("work"), Map.of("AWS_REGION", "eu-central-1"));
  }

  private static FunctionDefinition echo(String zip) {
    return function(zip, EchoHandler.class.getName(), Map.of("TABLE_NAME", "Table"));
  }

  private static FunctionDefinition function(
      String zip, String handler, Map<String, String> environment) {
    return new FunctionDefinition(
        "Echo", Path.of(zip), handler, Duration.ofSeconds(15), 512, environment);
  }

  private static JsonNode invoke(LoadedFunction function, String event) throws IOException {
    JsonNode response = JSON.readTree(function.invoke(event.getBytes(UTF_8), "1"));
    return JSON.readTree(response.path("body").asText());
  }
}
