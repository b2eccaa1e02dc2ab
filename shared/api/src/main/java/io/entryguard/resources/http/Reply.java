package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** What an operation answers, before it gets the form and the headers that all answers have. */
public sealed interface Reply {
  /** The header of an answer that was given before. */
  String REPLAYED = "Idempotency-Replayed";

  /**
   * The request was fulfilled.
   *
   * @param body JSON, or empty if there is nothing to say
   * @param headers beside those that every answer carries
   */
  record Success(int status, String body, Map<String, String> headers) implements Reply {
    public Success {
      requireNonNull(body, "body is null");
      headers = Map.copyOf(headers);
    }
  }

  /**
   * The request was fulfilled, with more than fits plainly.
   *
   * @param base64 of the body in gzip
   * @param headers beside those that every answer carries; they name the encoding
   */
  record Compressed(int status, String base64, Map<String, String> headers) implements Reply {
    public Compressed {
      requireNonNull(base64, "base64 is null");
      headers = Map.copyOf(headers);
    }
  }

  record Failure(ApiError error) implements Reply {
    public Failure {
      requireNonNull(error, "error is null");
    }
  }
}
