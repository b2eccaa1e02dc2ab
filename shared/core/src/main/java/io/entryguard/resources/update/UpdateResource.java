package io.entryguard.resources.update;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.ResourceAccess;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Changes a resource, unless its organization, its state or the new credential forbids it. */
public final class UpdateResource {
  /** Each attempt after the first lost a race. Beyond this, the caller gets a 503. */
  private static final int MAX_TRIES = 10;

  private final ResourceReader reader;
  private final ResourceChanges changes;
  private final CurrentRepresentation representation;
  private final InstantSource clock;
  private final RandomGenerator random;

  @Inject
  public UpdateResource(
      ResourceReader reader,
      ResourceChanges changes,
      CurrentRepresentation representation,
      InstantSource clock,
      RandomGenerator random) {
    this.reader = requireNonNull(reader, "reader is null");
    this.changes = requireNonNull(changes, "changes is null");
    this.representation = requireNonNull(representation, "representation is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.random = requireNonNull(random, "random is null");
  }

  /**
   * Changes the resource as it was read, and reads it again when it has changed since: so no update
   * is lost, and what {@code If-Match} names is still what is replaced.
   *
   * @throws StoreUnavailableException when the store cannot answer now, others keep changing the
   *     resource, or it cannot be told whether it was changed
   */
  public UpdateOutcome update(UpdateCommand command, Deadline deadline) {
    // One for all tries: by it, one whose answer was lost is known again.
    String changeId = PendingEvent.newChangeId(random);
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      ResourceContext context =
          reader.read(
              command.organization(), command.resource(), command.patch().credentialId(), deadline);
      Decision decision = decide(command, context, changeId, deadline);
      switch (decision) {
        case Decision.End(UpdateOutcome outcome) -> {
          return outcome;
        }
        case Decision.Write write -> {
          if (changes.replace(
              command.organization(),
              write.before(),
              write.after(),
              write.credential(),
              deadline)) {
            return new UpdateOutcome.Updated(write.representation());
          }
        }
      }
    }
    throw new StoreUnavailableException("others keep changing the resource");
  }

  private sealed interface Decision {
    record End(UpdateOutcome outcome) implements Decision {}

    /**
     * What to write, and how the caller is shown it then.
     *
     * @param credential the new one, if it has one
     */
    record Write(
        StoredResource before,
        StoredResource after,
        Optional<Credential> credential,
        String representation)
        implements Decision {}

    static Decision refuse(Refusal refusal) {
      return new End(new UpdateOutcome.Refused(refusal));
    }

    static Decision invalid(String member, String problem) {
      return new End(new UpdateOutcome.Invalid(Map.of(member, problem)));
    }
  }

  /** Checks in the one fixed order why the update may be refused. */
  private Decision decide(
      UpdateCommand command, ResourceContext context, String changeId, Deadline deadline) {
    return switch (context.access(command.resource())) {
      case ResourceAccess.Refused(Refusal refusal) -> Decision.refuse(refusal);
      case ResourceAccess.Granted(StoredResource before) ->
          decideOn(before, command, context.credential(), changeId, deadline);
    };
  }

  private Decision decideOn(
      StoredResource before,
      UpdateCommand command,
      Optional<Credential> credentialRead,
      String changeId,
      Deadline deadline) {
    ResourceSpec known = before.resource().spec();
    Optional<CredentialId> newCredential =
        command.patch().credentialId().filter(id -> !id.equals(known.credentialId()));
    boolean isTagged = command.precondition() instanceof Precondition.OneOf;
    // The one further read, for a name that is shown: to be compared, or with the answer.
    String name =
        isTagged || newCredential.isEmpty()
            ? nameOf(command, before, credentialRead, deadline)
            : "";
    String shown = representation.of(before.resource(), name);

    if (isTagged && !command.precondition().matches(EntityTag.of(shown))) {
      return Decision.refuse(Refusal.PRECONDITION_FAILED);
    }
    if (command.patch().clearsNeededRegion(known)) {
      return Decision.invalid("region", "must be there, because the provider has regions");
    }
    if (newCredential.isPresent() && credentialRead.isEmpty()) {
      return Decision.refuse(Refusal.CREDENTIAL_NOT_FOUND);
    }
    Optional<Credential> credential = newCredential.flatMap(_ -> credentialRead);
    if (credential.filter(other -> other.provider() != known.provider()).isPresent()) {
      return Decision.invalid(
          "credentialId",
          "must be of a credential for %s, as the resource is".formatted(known.provider()));
    }

    ResourceSpec spec = command.patch().applyTo(known);
    boolean disabled = command.patch().enabled().map(on -> !on).orElse(before.disabled());
    List<String> members = before.changedMembers(spec, disabled);
    if (members.isEmpty()) {
      return new Decision.End(new UpdateOutcome.Unchanged(shown));
    }
    Instant now = clock.instant();
    StoredResource after =
        before.with(spec, disabled, now, new PendingEvent.Updated(changeId, members));
    Resource resource = after.resource();
    return new Decision.Write(
        before,
        after,
        credential,
        representation.of(resource, credential.map(Credential::name).orElse(name)));
  }

  /** It was read already where the caller names the credential that the resource has. */
  private String nameOf(
      UpdateCommand command,
      StoredResource before,
      Optional<Credential> credentialRead,
      Deadline deadline) {
    CredentialId id = before.resource().spec().credentialId();
    return credentialRead
        .filter(credential -> credential.id().equals(id))
        .map(Credential::name)
        .or(() -> reader.credentialName(command.organization(), id, deadline))
        .orElse("");
  }
}
