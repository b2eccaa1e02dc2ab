package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.resource.ResourceRepresentation;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Creates a resource, unless the organization, its credential or its limit forbids it, or the same
 * request has done so before.
 */
public final class CreateResource {
  /** A credential is hardly renamed twice while one resource is created. */
  private static final int MAX_TRIES = 3;

  private final ResourceStore store;
  private final ResourceLimits limits;
  private final ResourceIds ids;
  private final ResourceRepresentation representation;
  private final InstantSource clock;
  private final CredentialCache credentials = new CredentialCache();

  @Inject
  public CreateResource(
      ResourceStore store,
      ResourceLimits limits,
      ResourceIds ids,
      ResourceRepresentation representation,
      InstantSource clock) {
    this.store = requireNonNull(store, "store is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.representation = requireNonNull(representation, "representation is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Creates the resource. With a cached credential one conditional write does it all. Otherwise,
   * and whenever that write is refused, the current state is read first, which also says why a
   * create is refused; what decides is the store's own check while it writes.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public CreateOutcome create(CreateCommand command, Deadline deadline) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    // One for all tries: should one of them arrive late, it meets what another has stored.
    Resource resource = Resource.create(ids.next(), command.spec(), now);
    Optional<Credential> cached =
        credentials
            .find(command.organization(), command.spec().credentialId())
            .filter(credential -> credential.provider() == command.spec().provider());
    if (cached.isPresent()) {
      Draft draft = draft(command, resource, cached.get());
      var guess = new CreationContext(Optional.empty(), cached, Optional.empty());
      if (store.add(draft.creation(), guess, deadline) instanceof AddOutcome.Added) {
        return draft.created();
      }
      // Repeated refusals then cost a read, not a write.
      credentials.forget(cached.get());
    }
    return createAfterRead(command, resource, deadline);
  }

  private CreateOutcome createAfterRead(
      CreateCommand command, Resource resource, Deadline deadline) {
    Instant now = resource.createdAt();
    CreationContext context = read(command, deadline);
    if (command.keyed().isPresent()
        && decide(command, context, now) instanceof Decision.End(_, boolean hides)
        && hides) {
      // A context's items are read at slightly different moments: what stands against this request
      // may be what its own first try did. By now that try's record is there to be seen.
      context = read(command, deadline);
    }
    for (int tries = 0; ; tries++) {
      switch (decide(command, context, now)) {
        case Decision.End(CreateOutcome outcome, _) -> {
          return outcome;
        }
        case Decision.Proceed(Credential credential) -> {
          if (tries == MAX_TRIES) {
            throw new StoreUnavailableException("the credential keeps changing");
          }
          Draft draft = draft(command, resource, credential);
          Optional<CreationContext> refused = add(draft, context, credential, deadline);
          if (refused.isEmpty()) {
            return draft.created();
          }
          // The credential may have another name by now, with which it is tried again.
          context = refused.get();
        }
      }
    }
  }

  /** Empty if it was added; otherwise what stands against it. */
  private Optional<CreationContext> add(
      Draft draft, CreationContext context, Credential credential, Deadline deadline) {
    return switch (store.add(draft.creation(), context, deadline)) {
      case AddOutcome.Added() -> {
        credentials.remember(credential);
        yield Optional.empty();
      }
      case AddOutcome.Refused(CreationContext now) -> Optional.of(now);
    };
  }

  private CreationContext read(CreateCommand command, Deadline deadline) {
    return store.contextOf(
        command.organization(),
        command.spec().credentialId(),
        command.keyed().map(IdempotentRequest::key),
        deadline);
  }

  /** What is written, and the one text that is both answered and kept for replays. */
  private record Draft(Creation creation, String representation) {
    CreateOutcome created() {
      return new CreateOutcome.Created(creation.resource().id(), representation);
    }
  }

  private Draft draft(CreateCommand command, Resource resource, Credential credential) {
    String text = representation.of(new NamedResource(resource, credential.name()));
    Optional<IdempotencyRecord> record =
        command
            .keyed()
            .map(keyed ->
                IdempotencyRecord.of(
                    keyed,
                    new RequestOutcome.Completed(resource.id(), text),
                    resource.createdAt()));
    return new Draft(new Creation(command.organization(), resource, limits, record), text);
  }

  /** The one order in which reasons against a resource are told. */
  private Decision decide(CreateCommand command, CreationContext context, Instant now) {
    Optional<Organization> organization = context.organization();
    if (organization.isEmpty()) {
      return Decision.end(new CreateOutcome.Missing(Refusal.ORGANIZATION_INACTIVE));
    }
    if (!organization.get().isActive()) {
      return Decision.end(new CreateOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
    }
    Optional<IdempotencyRecord> previous =
        context.previous().filter(record -> record.isAliveAt(now));
    if (previous.isPresent()) {
      return Decision.end(again(command, previous.get()));
    }
    if (context.credential().isEmpty()) {
      return Decision.refuse(new CreateOutcome.Missing(Refusal.CREDENTIAL_NOT_FOUND));
    }
    Credential credential = context.credential().get();
    if (credential.provider() != command.spec().provider()) {
      return Decision.refuse(
          new CreateOutcome.Invalid(
              Map.of(
                  "provider",
                  "must be %s, as that of the credential".formatted(credential.provider()))));
    }
    OptionalInt limit = organization.get().limit(limits.free());
    if (limit.isPresent() && organization.get().resourceCount() >= limit.getAsInt()) {
      return Decision.refuse(
          new CreateOutcome.Refused(
              Refusal.limitReached(limit.getAsInt(), organization.get().tier())));
    }
    return new Decision.Proceed(credential);
  }

  private static CreateOutcome again(CreateCommand command, IdempotencyRecord previous) {
    if (command.keyed().filter(previous.request()::equals).isEmpty()) {
      return new CreateOutcome.KeyReused();
    }
    return switch (previous.outcome()) {
      case RequestOutcome.Completed(ResourceId resource, String text) ->
          new CreateOutcome.Replayed(resource, text);
      case RequestOutcome.Refused(Refusal refusal) -> new CreateOutcome.Refused(refusal);
    };
  }

  private sealed interface Decision {
    record Proceed(Credential credential) implements Decision {}

    record End(CreateOutcome outcome, boolean mayHideAReplay) implements Decision {}

    static Decision end(CreateOutcome outcome) {
      return new End(outcome, false);
    }

    /** For a reason that this request's own first try may have brought about. */
    static Decision refuse(CreateOutcome outcome) {
      return new End(outcome, true);
    }
  }
}
