package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceRepresentation;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;

/** How callers are shown a resource now, whose credential is then looked up for its name. */
public final class CurrentRepresentation {
  private final ResourceReader reader;
  private final ResourceRepresentation representation;

  @Inject
  public CurrentRepresentation(ResourceReader reader, ResourceRepresentation representation) {
    this.reader = requireNonNull(reader, "reader is null");
    this.representation = requireNonNull(representation, "representation is null");
  }

  /**
   * Reads the credential's name, and shows the resource with it. A resource whose credential is
   * gone altogether is shown all the same, as in the list.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public String of(OrganizationId organization, Resource resource, Deadline deadline) {
    return of(
        resource,
        reader.credentialName(organization, resource.spec().credentialId(), deadline).orElse(""));
  }

  public String of(Resource resource, String credentialName) {
    return representation.of(new NamedResource(resource, credentialName));
  }
}
