package io.entryguard.resources.reliability;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An HTTP response as a caller sees it. */
record Response(int status, String body, Map<String, String> headers) {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  static Response of(APIGatewayProxyResponseEvent response) {
    return new Response(
        requireNonNull(response.getStatusCode(), "no status"),
        requireNonNull(response.getBody(), "no body"),
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
    return status == 400 && body.contains("\"MAX_RESOURCES_REACHED\"");
  }

  /** The id of the created resource, from its Location. */
  String createdId() {
    String location = Optional.ofNullable(headers.get("Location")).orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Returns the ids of all resources in the body. */
  Set<String> ids() {
    return ID.matcher(body)
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    if (isCreated()) {
      return status + (isReplayed() ? " again " : " ") + createdId();
    }
    return status == 200 ? status + " " + ids() : status + " " + body;
  }
}
