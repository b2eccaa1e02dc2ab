package io.entryguard.resources.idempotency;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.InvalidValueException;
import java.time.Duration;

/**
 * Tells a create that is sent again from a new one. A key is its caller's own: another caller may
 * use the same text.
 *
 * @param caller who sent the request; never a secret
 * @param value what the caller chose: 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(Origin origin, String caller, String value) {
  private static final int MAX_LENGTH = 255;

  /**
   * Makes a key.
   *
   * @throws InvalidValueException for a value of another form
   */
  public IdempotencyKey {
    requireNonNull(origin, "origin is null");
    requireNonNull(caller, "caller is null");
    requireNonNull(value, "value is null");
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(IdempotencyKey::isVisibleAscii)) {
      throw new InvalidValueException(
          "must be 1 to 255 visible ASCII characters without spaces, for example a UUID");
    }
  }

  private static boolean isVisibleAscii(int character) {
    return character > ' ' && character <= '~';
  }

  /** The way on which a request came. Callers of one are never taken for callers of the other. */
  public enum Origin {
    /** A user over HTTP, who sends a request again within minutes, or not at all. */
    USER(Duration.ofHours(24)),
    /** Another service by an event, which may wait for weeks in a dead-letter queue. */
    EVENT(Duration.ofDays(30));

    private final Duration lifetime;

    Origin(Duration lifetime) {
      this.lifetime = lifetime;
    }

    /** How long a request can be sent again under its key. */
    public Duration lifetime() {
      return lifetime;
    }
  }
}
