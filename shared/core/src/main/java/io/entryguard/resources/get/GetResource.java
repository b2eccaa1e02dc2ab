package io.entryguard.resources.get;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.ResourceAccess;
import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;

/** Shows one resource. */
public final class GetResource {
  private final ResourceReader reader;
  private final CurrentRepresentation representation;

  @Inject
  public GetResource(ResourceReader reader, CurrentRepresentation representation) {
    this.reader = requireNonNull(reader, "reader is null");
    this.representation = requireNonNull(representation, "representation is null");
  }

  /**
   * Shows the resource as it is now, and its credential by the name that it has now.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public GetOutcome get(OrganizationId organization, ResourceId id, Deadline deadline) {
    ResourceContext context = reader.read(organization, id, Optional.empty(), deadline);
    return switch (context.access(id)) {
      case ResourceAccess.Refused(Refusal refusal) -> new GetOutcome.Refused(refusal);
      case ResourceAccess.Granted(StoredResource stored) ->
          new GetOutcome.Found(representation.of(organization, stored.resource(), deadline));
    };
  }
}
