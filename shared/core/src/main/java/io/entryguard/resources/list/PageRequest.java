package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import java.util.Optional;

/**
 * A wish for a part of an organization's resources.
 *
 * @param limit how many there are at most
 * @param cursor where the page before ended; empty for the first
 */
public record PageRequest(
    OrganizationId organization, ResourceFilter filter, int limit, Optional<Cursor> cursor) {
  /** The most that a page may be asked for. */
  public static final int MAX_LIMIT = 1_000;

  /** What a page has where nobody says. */
  public static final int DEFAULT_LIMIT = 100;

  public PageRequest {
    requireNonNull(organization, "organization is null");
    requireNonNull(filter, "filter is null");
    requireNonNull(cursor, "cursor is null");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is not between 1 and " + MAX_LIMIT);
    }
  }
}
