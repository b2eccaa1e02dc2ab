package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

/** A request that may be sent again without doing its work again. */
public record KeyedRequest(IdempotencyKey key, RequestFingerprint fingerprint) {
  public KeyedRequest {
    requireNonNull(key, "key is null");
    requireNonNull(fingerprint, "fingerprint is null");
  }
}
