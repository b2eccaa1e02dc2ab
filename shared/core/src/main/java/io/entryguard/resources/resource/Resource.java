package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A cloud resource that sessions open to people.
 *
 * @param active whether its last verification succeeded; false until the first
 * @param lastVerifiedAt when a verification last succeeded
 * @param createdAt to the second, as all times here
 */
public record Resource(
    ResourceId id,
    ResourceSpec spec,
    boolean active,
    Optional<Instant> lastVerifiedAt,
    Instant createdAt,
    Instant updatedAt) {
  public Resource {
    requireNonNull(id, "id is null");
    requireNonNull(spec, "spec is null");
    lastVerifiedAt = lastVerifiedAt.map(Resource::toSecond);
    createdAt = toSecond(createdAt);
    updatedAt = toSecond(updatedAt);
  }

  /** A new resource: not active, never verified. */
  public static Resource create(ResourceId id, ResourceSpec spec, Instant now) {
    return new Resource(id, spec, false, Optional.empty(), now, now);
  }

  private static Instant toSecond(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
