package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is kept of a create that succeeded, so that the same request gets the same answer again.
 *
 * @param answer the answer that was given, to the byte
 * @param expiresAt from then on the key is free again, to the second
 */
public record IdempotencyRecord(
    KeyedRequest request, ResourceId resource, String answer, Instant expiresAt) {
  public IdempotencyRecord {
    requireNonNull(request, "request is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(answer, "answer is null");
    requireNonNull(expiresAt, "expiresAt is null");
  }

  boolean isAliveAt(Instant now) {
    return now.isBefore(expiresAt);
  }
}
