package io.entryguard.resources.organization;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.Uuids;
import java.util.Optional;
import java.util.UUID;

/** Identifies a cloud credential; its text is a lower-case UUID. */
public record CredentialId(UUID value) {
  /** The nil UUID, which nobody has. */
  public static final CredentialId NIL = new CredentialId(new UUID(0, 0));

  public CredentialId {
    requireNonNull(value, "value is null");
  }

  /** Reads a UUID in either case; empty for anything else. */
  public static Optional<CredentialId> parse(String text) {
    return Uuids.parse(text).map(CredentialId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
