package io.entryguard.resources.delete;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceAccess;
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
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<DeleteOutcome> outcome =
          command.precondition() instanceof Precondition.OneOf
              ? deleteIfMatching(command, deadline)
              : delete(command, OptionalLong.empty(), deadline);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new StoreUnavailableException("others keep changing the resource");
  }

  private Optional<DeleteOutcome> deleteIfMatching(DeleteCommand command, Deadline deadline) {
    ResourceContext context =
        reader.read(command.organization(), command.resource(), Optional.empty(), deadline);
    return switch (context.access(command.resource())) {
      case ResourceAccess.Refused(Refusal refusal) -> refused(refusal);
      case ResourceAccess.Granted(StoredResource stored) -> {
        String shown = representation.of(command.organization(), stored.resource(), deadline);
        yield command.precondition().matches(EntityTag.of(shown))
            ? delete(command, OptionalLong.of(stored.revision()), deadline)
            : refused(Refusal.PRECONDITION_FAILED);
      }
    };
  }

  /** Empty where the resource is no longer at the revision. */
  private Optional<DeleteOutcome> delete(
      DeleteCommand command, OptionalLong revision, Deadline deadline) {
    var removal = new Removal(command.organization(), command.resource(), revision, false);
    return switch (changes.remove(removal, deadline)) {
      case REMOVED -> Optional.of(new DeleteOutcome.Deleted());
      case ORGANIZATION_INACTIVE -> refused(Refusal.ORGANIZATION_INACTIVE);
      case GONE -> refused(Refusal.resourceNotFound(command.resource()));
      case IN_USE -> refused(Refusal.RESOURCE_IN_USE);
      case CHANGED -> Optional.empty();
    };
  }

  private static Optional<DeleteOutcome> refused(Refusal refusal) {
    return Optional.of(new DeleteOutcome.Refused(refusal));
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
