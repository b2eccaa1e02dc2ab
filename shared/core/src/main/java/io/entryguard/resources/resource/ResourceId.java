package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Identifies a resource. Ids are UUIDs of version 7: in the order of their text, older ones come
 * first.
 */
public record ResourceId(UUID value) {
  public ResourceId {
    requireNonNull(value, "value is null");
  }

  /** Reads a UUID in either case; empty for anything else. */
  public static Optional<ResourceId> parse(String text) {
    return Uuids.parse(text).map(ResourceId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
