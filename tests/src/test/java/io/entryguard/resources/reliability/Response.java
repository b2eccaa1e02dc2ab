package io.entryguard.resources.reliability;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.refusal.ErrorCode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An HTTP response as a caller sees it. */
record Response(int status, String body, Map<String, String> headers) {
  private static final Pattern RESOURCE =
      Pattern.compile("\"id\":\"([^\"]+)\",\"name\":\"([^\"]+)\"");
  private static final Pattern ERROR = Pattern.compile("\"error\":\"([A-Z_]+)\"");

  static Response of(APIGatewayProxyResponseEvent response) {
    return new Response(
        requireNonNull(response.getStatusCode(), "no status"),
        requireNonNullElse(response.getBody(), ""),
        requireNonNull(response.getHeaders(), "no headers"));
  }

  boolean isCreated() {
    return status == 201;
  }

  boolean isReplayed() {
    return "true".equals(headers.get("Idempotency-Replayed"));
  }

  boolean isUnavailable() {
    return status == 503 && headers.containsKey("Retry-After");
  }

  boolean isLimitReached() {
    return error().equals(Optional.of(ErrorCode.MAX_RESOURCES_REACHED));
  }

  /** The code of an error. */
  Optional<ErrorCode> error() {
    return ERROR
        .matcher(body)
        .results()
        .map((MatchResult result) -> ErrorCode.valueOf(result.group(1)))
        .filter(code -> code.status() == status)
        .findFirst();
  }

  /** The entity tag, as callers send it back. */
  Optional<String> tag() {
    return Optional.ofNullable(headers.get("ETag"));
  }

  /** The id of the created resource, from its Location. */
  String createdId() {
    String location = Optional.ofNullable(headers.get("Location")).orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Returns the name of each resource in the body, by its id. */
  SortedMap<String, String> names() {
    SortedMap<String, String> names = new TreeMap<>();
    RESOURCE.matcher(body).results().forEach(found -> names.put(found.group(1), found.group(2)));
    return names;
  }

  @Override
  public String toString() {
    if (isCreated()) {
      return status + (isReplayed() ? " again " : " ") + createdId();
    }
    return status == 200 ? status + " " + names() : status + " " + body;
  }
}
