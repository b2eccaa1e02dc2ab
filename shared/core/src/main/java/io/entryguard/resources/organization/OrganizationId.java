package io.entryguard.resources.organization;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.Uuids;
import java.util.Optional;
import java.util.UUID;

/** Identifies an organization; its text is a lower-case UUID. */
public record OrganizationId(UUID value) {
  /** The nil UUID, which nobody has. */
  public static final OrganizationId NIL = new OrganizationId(new UUID(0, 0));

  public OrganizationId {
    requireNonNull(value, "value is null");
  }

  /** Reads a UUID in either case; empty for anything else. */
  public static Optional<OrganizationId> parse(String text) {
    return Uuids.parse(text).map(OrganizationId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
