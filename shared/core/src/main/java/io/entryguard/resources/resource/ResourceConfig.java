package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.InvalidValueException;
import java.nio.charset.StandardCharsets;

/**
 * Settings of a resource that only its type understands.
 *
 * @param json the text of a JSON object, kept and given back as it was sent: same members, order
 *     and numbers; at most 16 KiB of UTF-8
 */
public record ResourceConfig(String json) {
  private static final int MAX_BYTES = 16 * 1024;

  /**
   * @throws InvalidValueException for more than 16 KiB
   */
  public ResourceConfig {
    requireNonNull(json, "json is null");
    if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new InvalidValueException("must be at most 16 KiB of JSON");
    }
  }
}
