package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import java.util.Optional;

/**
 * A request for a page of an organization's resources.
 *
 * @param limit the most resources that the page may have
 * @param cursor where the previous page ended; empty for the first
 */
public record PageRequest(
    OrganizationId organization, ResourceFilter filter, int limit, Optional<Cursor> cursor) {
  /** The highest limit. */
  public static final int MAX_LIMIT = 1_000;

  /** The limit if the caller gives none. */
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
