package io.entryguard.resources.reliability;

import static java.util.Collections.unmodifiableSortedSet;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The outcome of a call as seen by its caller. */
sealed interface Observation {
  /**
   * A create that succeeded.
   *
   * @param key the idempotency key of the request
   */
  record Created(Optional<String> key, String id) implements Observation {}

  /** A create that got the response of an earlier one. */
  record Replayed(String key, String id) implements Observation {}

  /** A create that was refused because the limit was reached. */
  record Refused(Optional<String> key) implements Observation {}

  /** A create without a response, which may have taken effect or may still do so. */
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
