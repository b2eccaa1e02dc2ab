package io.entryguard.resources.reliability;

import static java.util.Collections.unmodifiableSortedMap;

import io.entryguard.resources.refusal.ErrorCode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The answer to a call. */
sealed interface Answer {
  record Created(String id) implements Answer {}

  /** To a create: that of an earlier one under the same key. */
  record Replayed(String id) implements Answer {}

  /** To a list: the value of each resource by its id. */
  record Listed(SortedMap<String, String> resources) implements Answer {
    Listed(Map<String, String> resources) {
      this(new TreeMap<>(resources));
    }

    public Listed {
      resources = unmodifiableSortedMap(resources);
    }
  }

  /** To a read of what is stored: the counter, and all resources. */
  record Stored(int count, Listed resources) implements Answer {}

  /** To a get or an update. */
  record Shown(String value) implements Answer {}

  /** To a delete or a report. */
  record Done() implements Answer {}

  record Refused(ErrorCode code) implements Answer {}

  /** Come again: the call may have taken effect, or may still do so. */
  record Unavailable() implements Answer {}
}
