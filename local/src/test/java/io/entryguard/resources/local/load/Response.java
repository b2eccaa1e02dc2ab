package io.entryguard.resources.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A response with its body parsed. */
record Response(int status, JsonNode body, Map<String, List<String>> headers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ALWAYS = Set.of("error", "message", "timestamp");
  private static final String WHEN_INVALID = "validationErrors";

  static Response of(HttpResponse<String> response) throws IOException {
    return new Response(
        response.statusCode(), JSON.readTree(response.body()), response.headers().map());
  }

  /** The status and, for an error, the code. */
  Expected kind() {
    return new Expected(status, isSuccess() ? "" : body.path("error").asText());
  }

  String id() {
    return body.path("id").asText();
  }

  /** Whether it has the common headers and, for an error, the common shape. */
  boolean isInShape() {
    return has("content-type", "application/json")
        && has("cache-control", "no-store")
        && has("x-content-type-options", "nosniff")
        && !headers.getOrDefault("x-request-id", List.of()).isEmpty()
        && (isSuccess() || isError());
  }

  private boolean isSuccess() {
    return status / 100 == 2;
  }

  private boolean isError() {
    Set<String> members = new HashSet<>();
    body.fieldNames().forEachRemaining(members::add);
    boolean explained = members.remove(WHEN_INVALID);
    return members.equals(ALWAYS)
        && ALWAYS.stream().allMatch(name -> !body.path(name).asText().isBlank())
        && (!explained
            || (body.path("error").asText().equals("VALIDATION_ERROR")
                && !body.path(WHEN_INVALID).isEmpty()));
  }

  private boolean has(String header, String value) {
    return headers.getOrDefault(header, List.of()).equals(List.of(value));
  }
}
