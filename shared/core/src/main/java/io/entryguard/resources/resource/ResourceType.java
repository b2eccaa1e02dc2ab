package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.InvalidValueException;

/**
 * The type of a resource, as {@code SECURITY_GROUP}: 1 to 64 of A–Z, 0–9 and underscore. The list
 * is open, because providers keep adding types.
 */
public record ResourceType(String value) {
  private static final int MAX_LENGTH = 64;

  /**
   * @throws InvalidValueException for any other text
   */
  public ResourceType {
    requireNonNull(value, "value is null");
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(ResourceType::isAllowed)) {
      throw new InvalidValueException(
          "must be 1 to 64 characters of A-Z, 0-9 and underscore, for example SECURITY_GROUP");
    }
  }

  private static boolean isAllowed(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }
}
