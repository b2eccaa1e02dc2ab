package io.entryguard.resources.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTest {
  @Test
  void readsWhatAStoreNeeds() {
    var settings =
        Environment.read(
            Map.of(
                "TABLE_NAME", "resources",
                "AWS_REGION", "eu-central-1",
                "DYNAMODB_ENDPOINT", "http://localhost:8000",
                "PATH", "/usr/bin"),
            StoreSettings::from);

    assertThat(settings)
        .isEqualTo(
            new StoreSettings(
                "resources", "eu-central-1", Optional.of(URI.create("http://localhost:8000"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void countsAnEmptyEndpointAsAbsent(String endpoint) {
    assertThat(endpoint(Map.of("DYNAMODB_ENDPOINT", endpoint))).isEmpty();
    assertThat(endpoint(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8000",
        "http://127.0.0.1:8000/",
        "https://dynamodb.eu-central-1.amazonaws.com",
        "http://host.docker.internal:8000"
      })
  void takesHttpEndpoints(String endpoint) {
    assertThat(endpoint(Map.of("DYNAMODB_ENDPOINT", endpoint))).contains(URI.create(endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000",
        "localhost",
        "/resources",
        "ftp://localhost",
        "file:///etc/passwd",
        "http://",
        "http:///resources",
        "http:localhost",
        "http://local host",
        "http://[",
        "%"
      })
  void refusesOtherEndpoints(String endpoint) {
    assertThatIllegalStateException()
        .isThrownBy(() -> endpoint(Map.of("DYNAMODB_ENDPOINT", endpoint)))
        .withMessage("Environment variables: DYNAMODB_ENDPOINT must be an http or https address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://console.example.com", "http://localhost:5173", "https://[::1]:8443"})
  void takesOrigins(String origin) {
    assertThat(
            Environment.<Optional<String>>read(
                Map.of("CORS_ORIGIN", origin),
                environment -> environment.origin(Variable.CORS_ORIGIN)))
        .contains(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://console.example.com/",
        "https://console.example.com/page",
        "https://console.example.com?a=b",
        "https://user@console.example.com"
      })
  void refusesWhatIsMoreThanAnOrigin(String address) {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            Environment.<Optional<String>>read(
                Map.of("CORS_ORIGIN", address),
                environment -> environment.origin(Variable.CORS_ORIGIN)))
        .withMessage(
            "Environment variables: CORS_ORIGIN must be an origin, such as"
                + " https://console.example.com");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 3", "2147483647, 2147483647"})
  void readsCounts(String text, int count) {
    assertThat(count(text)).isEqualTo(count);
  }

  static Stream<Arguments> wrongCounts() {
    String number = "must be a whole number";
    return Stream.of(
        argumentSet("nothing", "", "is missing"),
        argumentSet("a space", " ", "is missing"),
        argumentSet("less than nothing", "-1", "must not be negative"),
        argumentSet("one too many", "2147483648", number),
        argumentSet("a fraction", "1.5", number),
        argumentSet("a word", "three", number),
        argumentSet("padded", "3 ", number),
        argumentSet("hexadecimal", "0x3", number));
  }

  @ParameterizedTest
  @MethodSource("wrongCounts")
  void refusesWhatIsNoCount(String text, String problem) {
    assertThatIllegalStateException()
        .isThrownBy(() -> count(text))
        .withMessage("Environment variables: FREE_RESOURCE_LIMIT " + problem);
  }

  @Test
  void namesEveryProblemInOneLineAndQuotesNoValue() {
    Map<String, String> values =
        Map.of(
            "TABLE_NAME", " ",
            "DYNAMODB_ENDPOINT", "ftp://user:secret@host\nsecret",
            "FREE_RESOURCE_LIMIT", "secret");

    assertThatIllegalStateException()
        .isThrownBy(() ->
            Environment.read(
                values,
                environment ->
                    List.of(
                        StoreSettings.from(environment),
                        environment.count(Variable.FREE_RESOURCE_LIMIT))))
        .withMessage(
            "Environment variables: TABLE_NAME is missing; AWS_REGION is missing;"
                + " DYNAMODB_ENDPOINT must be an http or https address; FREE_RESOURCE_LIMIT must be"
                + " a whole number")
        .withNoCause();
  }

  private static Optional<URI> endpoint(Map<String, String> values) {
    return Environment.read(values, it -> it.endpoint(Variable.DYNAMODB_ENDPOINT));
  }

  private static int count(String text) {
    return Environment.read(
        Map.of("FREE_RESOURCE_LIMIT", text), it -> it.count(Variable.FREE_RESOURCE_LIMIT));
  }
}
