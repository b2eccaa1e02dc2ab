package io.entryguard.resources.http;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.resource.PageRequest;
import io.entryguard.resources.resource.ResourceCatalog;
import io.entryguard.resources.resource.ResourceSink;
import io.entryguard.resources.resource.TimeLeft;
import java.util.Optional;
import java.util.function.BiFunction;

/** A catalog of a test's own making, for whole lists. */
record GivenCatalog(BiFunction<OrganizationId, ResourceSink, Optional<Organization>> reading)
    implements ResourceCatalog {
  @Override
  public Optional<Organization> read(
      OrganizationId organization, TimeLeft timeLeft, ResourceSink resources) {
    return reading.apply(organization, resources);
  }

  @Override
  public Part readPart(PageRequest request, TimeLeft timeLeft) {
    throw new AssertionError("no page is asked for");
  }
}
