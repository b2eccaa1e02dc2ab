package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

/**
 * Tells a create that is sent again from a new one. A key is its caller's own: another caller may
 * use the same text.
 *
 * @param caller who sent the request; never a secret
 * @param value what the caller chose: 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String caller, String value) {
  private static final int MAX_LENGTH = 255;

  /**
   * Makes a key.
   *
   * @throws InvalidValueException for a value of another form
   */
  public IdempotencyKey {
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
}
