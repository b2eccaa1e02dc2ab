package io.entryguard.resources.reliability;

import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStore;
import java.util.Set;

/** A store to put the service on, with faults on the way to it. */
interface Backend extends AutoCloseable {
  /** As the service reaches it. */
  ResourceStore resources();

  /** As the service reaches it. */
  ResourceCatalog catalog();

  OrganizationStore accounts();

  /** Lets all that is still on its way take place; from now on nothing goes wrong. */
  void settle();

  /**
   * Reads the books, on a way of its own.
   *
   * @param keys the idempotency keys that callers used
   */
  Books booksOf(OrganizationId organization, Set<String> keys);

  @Override
  void close();

  /** Makes backends. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes one with nothing in it of what others made.
     *
     * @param boundary runs wherever another caller may come between
     */
    Backend open(Faults faults, Runnable boundary);
  }
}
