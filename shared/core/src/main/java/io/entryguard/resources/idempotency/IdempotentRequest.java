package io.entryguard.resources.idempotency;

import static java.util.Objects.requireNonNull;

/** A request that may be sent again without doing its work again. */
public record IdempotentRequest(IdempotencyKey key, RequestFingerprint fingerprint) {
  public IdempotentRequest {
    requireNonNull(key, "key is null");
    requireNonNull(fingerprint, "fingerprint is null");
  }
}
