package io.entryguard.resources.function.authorizer.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value, as far as tokens and keyrings need to tell values apart. */
sealed interface Json {
  record Members(Map<String, Json> byName) implements Json {
    public Members {
      byName = Map.copyOf(byName);
    }

    boolean has(String name) {
      return byName.containsKey(name);
    }

    Optional<Json> get(String name) {
      return Optional.ofNullable(byName.get(name));
    }
  }

  record Elements(List<Json> values) implements Json {
    public Elements {
      values = List.copyOf(values);
    }
  }

  record Text(String value) implements Json {}

  /** A number written without fraction and exponent that fits 64 bits. */
  record Whole(long value) implements Json {}

  /** Any other number, a truth value, or null: nothing that is taken anywhere here. */
  record Other() implements Json {}
}
