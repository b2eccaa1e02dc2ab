package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.refusal.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A response, before it gets the headers that every response carries.
 *
 * @param headers beside those
 */
public record HttpResponse(int status, Map<String, String> headers, Body body) {
  /** Marks a response that was given to the same request before. */
  public static final String REPLAYED = "Idempotency-Replayed";

  /** How many requests there may be, where they are counted. */
  static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

  /** How many are left, where this one was counted. */
  static final String RATE_LIMIT = "RateLimit";

  public HttpResponse {
    headers = Map.copyOf(headers);
    requireNonNull(body, "body is null");
  }

  /** What a response carries. */
  public sealed interface Body {
    record Empty() implements Body {}

    record Json(String text) implements Body {}

    /**
     * JSON in gzip.
     *
     * @param base64 of the compressed bytes
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

  public static HttpResponse error(ApiError error) {
    return new HttpResponse(error.code().status(), error.headers(), new Body.Problem(error));
  }

  /** The same response with more headers; its own win. */
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

  /** Whether the same request got this response before. */
  public boolean isReplay() {
    return headers.containsKey(REPLAYED);
  }

  /** Whether there is a rate limit, and the request passed it uncounted. */
  public boolean isUncounted() {
    return headers.containsKey(RATE_LIMIT_POLICY) && !headers.containsKey(RATE_LIMIT);
  }
}
