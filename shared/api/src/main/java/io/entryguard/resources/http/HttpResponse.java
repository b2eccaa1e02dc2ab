package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.resource.EntityTag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A response, before the headers of every response are added.
 *
 * @param headers the headers of this response only
 */
public record HttpResponse(int status, Map<String, String> headers, Body body) {
  /** The header that marks a replayed response: the same request got it before. */
  public static final String REPLAYED = "Idempotency-Replayed";

  /** The entity tag of a resource's state. */
  public static final String ETAG = "ETag";

  /** How many requests there may be, where they are counted. */
  static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

  /** How many are left, where this one was counted. */
  static final String RATE_LIMIT = "RateLimit";

  public HttpResponse {
    headers = Map.copyOf(headers);
    requireNonNull(body, "body is null");
  }

  /** The content of a response. */
  public sealed interface Body {
    record Empty() implements Body {}

    record Json(String text) implements Body {}

    /**
     * JSON in gzip.
     *
     * @param base64 the compressed bytes in base64
     */
    record Gzip(String base64) implements Body {}

    record Problem(ApiError error) implements Body {}
  }

  public static HttpResponse empty(int status, Map<String, String> headers) {
    return new HttpResponse(status, headers, new Body.Empty());
  }

  public static HttpResponse json(int status, String text, Map<String, String> headers) {
    return new HttpResponse(status, headers, new Body.Json(text));
  }

  /** One resource as callers are shown it, with the entity tag of that state. */
  public static HttpResponse resource(int status, String text, Map<String, String> headers) {
    return json(status, text, headers).withHeaders(Map.of(ETAG, EntityTag.of(text).quoted()));
  }

  public static HttpResponse error(ApiError error) {
    return new HttpResponse(error.code().status(), error.headers(), new Body.Problem(error));
  }

  /** Returns the same response with more headers; existing headers win. */
  public HttpResponse withHeaders(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putAll(headers);
    return new HttpResponse(status, all, body);
  }

  /** The code of an error; empty for a success. */
  public Optional<ErrorCode> errorCode() {
    return body instanceof Body.Problem(ApiError error)
        ? Optional.of(error.code())
        : Optional.empty();
  }

  /** Whether this is a replay of an earlier response to the same request. */
  public boolean isReplay() {
    return headers.containsKey(REPLAYED);
  }

  /** Whether there is a rate limit, and the request passed it uncounted. */
  public boolean isUncounted() {
    return headers.containsKey(RATE_LIMIT_POLICY) && !headers.containsKey(RATE_LIMIT);
  }
}
