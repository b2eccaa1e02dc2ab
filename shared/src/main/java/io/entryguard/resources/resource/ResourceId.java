package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Identifies a resource. Ids are UUIDs of version 7: in the order of their text, older ones come
 * first.
 */
public record ResourceId(UUID value) {
  public ResourceId {
    requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
