package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * A page of an organization's resources.
 *
 * @param resources oldest first; may be fewer than the limit, or none, even if more pages follow
 * @param next the resource after which there may be more; empty at the end of the list
 * @param key empty if the organization has none
 */
public record Page(
    PageRequest request,
    List<NamedResource> resources,
    Optional<ResourceId> next,
    Optional<CursorSigningKey> key) {
  public Page {
    requireNonNull(request, "request is null");
    resources = List.copyOf(resources);
    requireNonNull(next, "next is null");
    requireNonNull(key, "key is null");
  }

  /**
   * The cursor of the page that begins after this resource; empty if the organization has no key to
   * sign it with.
   */
  public Optional<Cursor> cursorAfter(ResourceId last) {
    return key.map(known -> Cursor.after(last, request.organization(), request.filter(), known));
  }
}
