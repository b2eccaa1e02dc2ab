package io.entryguard.resources.text;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The one spelling of UUIDs that callers may send; {@link UUID#fromString} takes far more. */
public final class Uuids {
  private static final Pattern CANONICAL =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private Uuids() {}

  /** Reads 8-4-4-4-12 hexadecimal digits in either case; empty for anything else. */
  public static Optional<UUID> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
