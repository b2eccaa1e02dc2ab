package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * The web origin that may call the API from a browser, by the rules of CORS
 * (https://fetch.spec.whatwg.org/#http-cors-protocol).
 *
 * @param origin as {@code https://console.example.com}; empty if none may
 */
public record CrossOrigin(Optional<String> origin) {
  /** No origin may call the API. */
  public static final CrossOrigin NONE = new CrossOrigin(Optional.empty());

  public CrossOrigin {
    requireNonNull(origin, "origin is null");
  }

  /** The headers of every response. They do not depend on the request, so Vary is not needed. */
  public Map<String, String> headers() {
    return origin.isEmpty()
        ? Map.of()
        : Map.of(
            "Access-Control-Allow-Origin",
            origin.get(),
            "Access-Control-Expose-Headers",
            "ETag, Idempotency-Replayed, Link, Location, Preference-Applied, RateLimit,"
                + " RateLimit-Policy, Retry-After, X-Request-Id");
  }

  /**
   * The headers of the response to a preflight request.
   *
   * @param methods the methods of the path, separated by commas
   */
  public static Map<String, String> preflight(String methods) {
    return Map.of(
        "Access-Control-Allow-Methods",
        methods,
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, X-API-Key",
        // Two hours, which is as long as Chromium keeps it.
        "Access-Control-Max-Age",
        "7200");
  }
}
