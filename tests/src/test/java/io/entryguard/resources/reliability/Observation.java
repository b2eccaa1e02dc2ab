package io.entryguard.resources.reliability;

import static java.util.Collections.unmodifiableSortedSet;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a caller knows of its call, once it has ended or been given up. */
sealed interface Observation {
  /**
   * A create that was granted.
   *
   * @param key the idempotency key that it was sent with
   */
  record Created(Optional<String> key, String id) implements Observation {}

  /** A create that was answered with what had been created before. */
  record Replayed(String key, String id) implements Observation {}

  /** A create that was refused because the limit was reached. */
  record Refused(Optional<String> key) implements Observation {}

  /** A create of which nobody can say whether it took place, or will. */
  record Unanswered(Optional<String> key) implements Observation {}

  record Listed(SortedSet<String> ids) implements Observation {
    Listed(Set<String> ids) {
      this(new TreeSet<>(ids));
    }

    public Listed {
      ids = unmodifiableSortedSet(ids);
    }
  }
}
