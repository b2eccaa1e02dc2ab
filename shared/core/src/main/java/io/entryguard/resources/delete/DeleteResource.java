package io.entryguard.resources.delete;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;

/** Deletes a resource, whose place is then free again. */
public final class DeleteResource {
  /** Each attempt after the first lost a race. Beyond this, the caller gets a 503. */
  private static final int MAX_TRIES = 10;

  private final ResourceReader reader;
  private final ResourceChanges changes;
  private final CurrentRepresentation representation;

  @Inject
  public DeleteResource(
      ResourceReader reader, ResourceChanges changes, CurrentRepresentation representation) {
    this.reader = requireNonNull(reader, "reader is null");
    this.changes = requireNonNull(changes, "changes is null");
    this.representation = requireNonNull(representation, "representation is null");
  }

  /**
   * Deletes the resource for a caller. Without a tag to compare, one conditional write does it all.
   *
   * @throws StoreUnavailableException when the store cannot answer now, others keep changing the
   *     resource, or it cannot be told whether it was deleted
   */
  public DeleteOutcome delete(DeleteCommand command, Deadline deadline) {
    if (!(command.precondition() instanceof Precondition.OneOf)) {
      return outcome(remove(command, OptionalLong.empty(), deadline), command.resource());
    }
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      ResourceContext context =
          reader.read(command.organization(), command.resource(), Optional.empty(), deadline);
      Optional<Refusal> refusal = context.refusal(command.resource());
      if (refusal.isPresent()) {
        return new DeleteOutcome.Refused(refusal.get());
      }
      StoredResource stored = context.resource().orElseThrow();
      String shown = representation.of(command.organization(), stored.resource(), deadline);
      if (!command.precondition().matches(EntityTag.of(shown))) {
        return new DeleteOutcome.Refused(Refusal.PRECONDITION_FAILED);
      }
      RemoveOutcome removed = remove(command, OptionalLong.of(stored.revision()), deadline);
      if (removed != RemoveOutcome.CHANGED) {
        return outcome(removed, command.resource());
      }
    }
    throw new StoreUnavailableException("others keep changing the resource");
  }

  private RemoveOutcome remove(DeleteCommand command, OptionalLong revision, Deadline deadline) {
    return changes.remove(
        new Removal(command.organization(), command.resource(), revision, false), deadline);
  }

  private static DeleteOutcome outcome(RemoveOutcome outcome, ResourceId resource) {
    return switch (outcome) {
      case REMOVED -> new DeleteOutcome.Deleted();
      case ORGANIZATION_INACTIVE -> new DeleteOutcome.Refused(Refusal.ORGANIZATION_INACTIVE);
      case GONE -> new DeleteOutcome.Refused(Refusal.resourceNotFound(resource));
      case IN_USE -> new DeleteOutcome.Refused(Refusal.RESOURCE_IN_USE);
      case CHANGED -> throw new IllegalStateException("the delete named no revision");
    };
  }

  /**
   * Deletes a resource that was deleted elsewhere in the product, whatever uses it, and however
   * often it is asked to, once.
   *
   * @return false where it was not there
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public boolean deleteByEvent(
      OrganizationId organization, ResourceId resource, Deadline deadline) {
    var removal = new Removal(organization, resource, OptionalLong.empty(), true);
    return changes.remove(removal, deadline) == RemoveOutcome.REMOVED;
  }
}
