package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * Which web page may call the API from a browser, by the rules of CORS
 * (https://fetch.spec.whatwg.org/#http-cors-protocol).
 *
 * @param origin as {@code https://console.example.com}; empty if none may
 */
public record CrossOrigin(Optional<String> origin) {
  /** No page may. */
  public static final CrossOrigin NONE = new CrossOrigin(Optional.empty());

  public CrossOrigin {
    requireNonNull(origin, "origin is null");
  }

  /** What every answer carries: the one origin, whoever asks, so that it needs no Vary. */
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
   * What a browser asks before it sends a request with these headers.
   *
   * @param methods the path's own, separated by commas
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
