package io.entryguard.resources.function.listresources;

import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import java.util.Optional;
import java.util.function.BiFunction;

/** A fake catalog for whole lists, which calls a test's function. */
public record GivenCatalog(BiFunction<OrganizationId, ResourceSink, Optional<Organization>> reading)
    implements ResourceCatalog {
  @Override
  public Optional<Organization> read(
      OrganizationId organization, Deadline deadline, ResourceSink resources) {
    return reading.apply(organization, resources);
  }

  @Override
  public PartitionPage readPage(PageRequest request, Deadline deadline) {
    throw new AssertionError("a whole list was expected, not a page");
  }
}
