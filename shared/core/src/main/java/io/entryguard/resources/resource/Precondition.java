package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/** What {@code If-Match} says of the resource that is to be changed (RFC 9110, section 13.1.1). */
public sealed interface Precondition {
  /** No {@code If-Match}. */
  Precondition NONE = new None();

  /** Whether it holds for a resource that is there, and has this tag. */
  boolean matches(EntityTag current);

  /** The resource may be in any state; that it is there is asked of every change. */
  record None() implements Precondition {
    @Override
    public boolean matches(EntityTag current) {
      return true;
    }
  }

  /** {@code *}: the resource is there, in any state. */
  record Any() implements Precondition {
    @Override
    public boolean matches(EntityTag current) {
      return true;
    }
  }

  /**
   * The resource is in one of these states.
   *
   * @param tags the strong ones, because weak tags never match here; may be empty
   */
  record OneOf(Set<EntityTag> tags) implements Precondition {
    public OneOf {
      tags = Set.copyOf(requireNonNull(tags, "tags is null"));
    }

    @Override
    public boolean matches(EntityTag current) {
      return tags.contains(current);
    }
  }
}
