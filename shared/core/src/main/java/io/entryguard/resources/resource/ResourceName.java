package io.entryguard.resources.resource;

import io.entryguard.resources.text.InvalidValueException;
import io.entryguard.resources.text.Text;

/** What people call a resource: 1 to 255 code points. */
public record ResourceName(String value) {
  private static final int MAX_CODE_POINTS = 255;

  /**
   * @throws InvalidValueException for a text that is blank, too long, padded or has control
   *     characters
   */
  public ResourceName {
    Text.require(value, MAX_CODE_POINTS);
  }
}
