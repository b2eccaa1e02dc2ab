package io.entryguard.resources.update;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a patch says of a member that may have no value. */
public sealed interface PatchedValue<T> {
  /** What the member is afterwards. */
  Optional<T> applyTo(Optional<T> known);

  /** Nothing: the member stays as it is. */
  record Absent<T>() implements PatchedValue<T> {
    @Override
    public Optional<T> applyTo(Optional<T> known) {
      return known;
    }
  }

  /** {@code null}: the member has no value any more. */
  record Cleared<T>() implements PatchedValue<T> {
    @Override
    public Optional<T> applyTo(Optional<T> known) {
      return Optional.empty();
    }
  }

  /** The member's new value. */
  record Value<T>(T value) implements PatchedValue<T> {
    public Value {
      requireNonNull(value, "value is null");
    }

    @Override
    public Optional<T> applyTo(Optional<T> known) {
      return Optional.of(value);
    }
  }
}
