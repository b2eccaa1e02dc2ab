package io.entryguard.resources.resource;

import io.entryguard.resources.text.InvalidValueException;
import io.entryguard.resources.text.Text;

/** Where in its cloud a resource is, as {@code eu-central-1}: 1 to 255 code points. */
public record CloudRegion(String value) {
  private static final int MAX_CODE_POINTS = 255;

  /**
   * @throws InvalidValueException for a text that is blank, too long, padded or has control
   *     characters
   */
  public CloudRegion {
    Text.require(value, MAX_CODE_POINTS);
  }
}
