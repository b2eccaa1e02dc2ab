package io.entryguard.resources.idempotency;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is kept of a request, so that the same request has the same outcome again. Of a request over
 * HTTP only success is kept: a refused one may be tried again under its key.
 *
 * @param expiresAt from then on the key is free again, to the second
 */
public record IdempotencyRecord(
    IdempotentRequest request, RequestOutcome outcome, Instant expiresAt) {
  public IdempotencyRecord {
    requireNonNull(request, "request is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(expiresAt, "expiresAt is null");
  }

  /** A record that lives as long as its key does. */
  public static IdempotencyRecord of(
      IdempotentRequest request, RequestOutcome outcome, Instant now) {
    return new IdempotencyRecord(request, outcome, now.plus(request.key().origin().lifetime()));
  }

  public boolean isAliveAt(Instant now) {
    return now.isBefore(expiresAt);
  }
}
