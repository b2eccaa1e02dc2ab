package io.entryguard.resources.local.endtoend;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The expected response to a refused request.
 *
 * @param fields the names in {@code validationErrors}; empty without that member
 * @param byGateway whether it is a gateway response, whose timestamps are not ISO 8601
 */
record ExpectedError(int status, String error, List<String> fields, boolean byGateway) {
  private static final DateTimeFormatter GATEWAY_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  ExpectedError {
    fields = List.copyOf(fields);
  }

  static ExpectedError of(int status, String error) {
    return new ExpectedError(status, error, List.of(), false);
  }

  static ExpectedError ofGateway(int status, String error) {
    return new ExpectedError(status, error, List.of(), true);
  }

  static ExpectedError invalid(String... fields) {
    return new ExpectedError(400, "VALIDATION_ERROR", List.of(fields), false);
  }

  static ExpectedError unauthorized() {
    return of(401, "UNAUTHORIZED");
  }

  static ExpectedError forbidden() {
    return of(403, "FORBIDDEN");
  }

  /** Asserts that the response is this error, in the shape of all errors. */
  void assertMatches(Response response, Request request) {
    assertThat(response.status()).as(response.body()).isEqualTo(status);
    response.assertCommonHeaders();
    assertThat(response.header("WWW-Authenticate"))
        .isEqualTo(status == 401 ? List.of("Bearer") : List.of());
    assertThat(response.header("Allow"))
        .isEqualTo(status == 405 ? List.of(allowed(request)) : List.of());
    assertThat(response.header("Location")).isEmpty();
    for (String secret : request.secrets()) {
      assertThat(response.headers().toString()).doesNotContain(secret);
      assertThat(response.body()).doesNotContain(secret);
    }
    if (request.isHead()) {
      assertThat(response.body()).isEmpty();
    } else {
      assertBody(response);
    }
  }

  private static String allowed(Request request) {
    String path = request.target().replaceFirst("\\?.*", "");
    if (path.equals(Request.RESOURCES)) {
      return "GET, HEAD, POST";
    }
    return path.endsWith("/verify") ? "POST" : "DELETE, GET, HEAD, PATCH";
  }

  private void assertBody(Response response) {
    List<String> members = new ArrayList<>(List.of("error", "message", "timestamp"));
    if (!fields.isEmpty()) {
      members.add("validationErrors");
    }
    JsonNode body = response.json();
    assertThat((Iterable<String>) body::fieldNames).containsExactlyElementsOf(members);
    assertThat(body.path("error").textValue()).isEqualTo(error);
    assertThat(body.path("message").textValue()).isNotBlank();
    assertThat(time(body.path("timestamp").textValue()))
        .isCloseTo(Instant.now(), within(1, MINUTES));
    JsonNode problems = body.path("validationErrors");
    assertThat((Iterable<String>) problems::fieldNames).containsExactlyInAnyOrderElementsOf(fields);
    assertThat(problems).allSatisfy(problem -> assertThat(problem.textValue()).isNotBlank());
  }

  private Instant time(String text) {
    if (byGateway) {
      return GATEWAY_TIME.parse(text, Instant::from);
    }
    assertThat(text).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    return Instant.parse(text);
  }

  @Override
  public String toString() {
    return status + " " + error + (fields.isEmpty() ? "" : " " + fields);
  }
}
