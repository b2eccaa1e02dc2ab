package io.entryguard.resources.resource;

import io.entryguard.resources.text.InvalidValueException;
import io.entryguard.resources.text.Text;

/** The cloud's own id of a resource, as {@code sg-0abc123def456}: 1 to 2,048 code points. */
public record ResourceIdentifier(String value) {
  private static final int MAX_CODE_POINTS = 2_048;

  /**
   * @throws InvalidValueException for a text that is blank, too long, padded or has control
   *     characters
   */
  public ResourceIdentifier {
    Text.require(value, MAX_CODE_POINTS);
  }
}
