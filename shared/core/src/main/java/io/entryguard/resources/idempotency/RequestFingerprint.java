package io.entryguard.resources.idempotency;

import static java.util.Objects.requireNonNull;

/**
 * Stands for what a request asks for: equal for requests that are the same JSON values, however
 * they are written.
 *
 * @param sha256 64 hexadecimal digits
 */
public record RequestFingerprint(String sha256) {
  public RequestFingerprint {
    requireNonNull(sha256, "sha256 is null");
  }
}
