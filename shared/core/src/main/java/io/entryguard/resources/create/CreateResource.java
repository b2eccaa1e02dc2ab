package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.create.CreateOutcome.Created;
import io.entryguard.resources.create.CreateOutcome.CredentialNotFound;
import io.entryguard.resources.create.CreateOutcome.IdempotencyKeyReused;
import io.entryguard.resources.create.CreateOutcome.LimitReached;
import io.entryguard.resources.create.CreateOutcome.OrganizationInactive;
import io.entryguard.resources.create.CreateOutcome.OrganizationUnknown;
import io.entryguard.resources.create.CreateOutcome.ProviderMismatch;
import io.entryguard.resources.create.CreateOutcome.RefusedBefore;
import io.entryguard.resources.create.CreateOutcome.Replayed;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
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
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Creates a resource, unless the organization, its credential or its limit forbids it, or the same
 * request has done so before.
 */
public final class CreateResource {
  /** A credential does not get two names while one resource is created. */
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
   * Where the credential was met before, one write does it all, on condition that the credential is
   * as it was. Otherwise, and whenever that write is refused, what there is is read first, which
   * also tells why a create is refused; what counts is the store's own check while it writes.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public CreateOutcome create(CreateCommand command, Deadline timeLeft) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    // One for all tries: should one of them arrive late, it meets what another has stored.
    Resource resource = Resource.create(ids.next(), command.spec(), now);

    return addAsKnown(command, resource, timeLeft)
        .orElseGet(() -> addAsRead(command, resource, timeLeft));
  }

  /** Empty where nothing is known, or it is not so any more: then nothing was written. */
  private Optional<CreateOutcome> addAsKnown(
      CreateCommand command, Resource resource, Deadline timeLeft) {
    Optional<Credential> known =
        credentials
            .find(command.organization(), command.spec().credentialId())
            .filter(credential -> credential.provider() == command.spec().provider());
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Credential credential = known.get();
    var guess = new CreationContext(Optional.empty(), known, Optional.empty());
    Creation creation = creation(command, resource, credential);

    return switch (store.add(creation, guess, timeLeft)) {
      case AddOutcome.Added() ->
          Optional.of(new Created(resource.id(), answer(resource, credential)));
      case AddOutcome.Refused _ -> {
        // So that one who goes on asking for what is refused does not go on writing in vain.
        credentials.forget(credential);
        yield Optional.empty();
      }
    };
  }

  private CreateOutcome addAsRead(CreateCommand command, Resource resource, Deadline timeLeft) {
    Instant now = resource.createdAt();
    CreationContext context = read(command, timeLeft);
    Decision decision = decide(command, context, now);
    if (command.keyed().isPresent() && decision.mayHideAReplay()) {
      // A context's items are read at slightly different moments: what stands against this request
      // may be what its own first try did. By now that try's record is there to be seen.
      context = read(command, timeLeft);
      decision = decide(command, context, now);
    }
    for (int tries = 1; decision instanceof Decision.Proceed(Credential credential); tries++) {
      Creation creation = creation(command, resource, credential);
      switch (store.add(creation, context, timeLeft)) {
        case AddOutcome.Added() -> {
          credentials.remember(credential);
          return new Created(resource.id(), answer(resource, credential));
        }
        case AddOutcome.Refused(CreationContext after) -> {
          if (tries == MAX_TRIES) {
            throw new IllegalStateException("the store refused what its own state allows");
          }
          // The credential may have another name by now, with which it is to be tried again.
          context = after;
          decision = decide(command, after, now);
        }
      }
    }
    return switch (decision) {
      case Decision.Answer(CreateOutcome outcome) -> outcome;
      case Decision.Proceed _ -> throw new IllegalStateException("it was tried until decided");
    };
  }

  private CreationContext read(CreateCommand command, Deadline timeLeft) {
    return store.contextOf(
        command.organization(),
        command.spec().credentialId(),
        command.keyed().map(IdempotentRequest::key),
        timeLeft);
  }

  private Creation creation(CreateCommand command, Resource resource, Credential credential) {
    Optional<IdempotencyRecord> record =
        command
            .keyed()
            .map(keyed ->
                IdempotencyRecord.of(
                    keyed,
                    new RequestOutcome.Completed(resource.id(), answer(resource, credential)),
                    resource.createdAt()));
    return new Creation(command.organization(), resource, limits, record);
  }

  private String answer(Resource resource, Credential credential) {
    return representation.of(new NamedResource(resource, credential.name()));
  }

  /** The one order in which reasons against a resource are told. */
  private Decision decide(CreateCommand command, CreationContext context, Instant now) {
    Optional<Organization> organization = context.organization();
    if (organization.isEmpty()) {
      return new Decision.Answer(new OrganizationUnknown());
    }
    if (!organization.get().isActive()) {
      return new Decision.Answer(new OrganizationInactive());
    }
    Optional<IdempotencyRecord> previous =
        context.previous().filter(record -> record.isAliveAt(now));
    if (previous.isPresent()) {
      return new Decision.Answer(again(command, previous.get()));
    }
    if (context.credential().isEmpty()) {
      return new Decision.Answer(new CredentialNotFound());
    }
    Credential credential = context.credential().get();
    if (credential.provider() != command.spec().provider()) {
      return new Decision.Answer(new ProviderMismatch(credential.provider()));
    }
    OptionalInt limit = organization.get().limit(limits.free());
    if (limit.isPresent() && organization.get().resourceCount() >= limit.getAsInt()) {
      return new Decision.Answer(new LimitReached(limit.getAsInt(), organization.get().tier()));
    }
    return new Decision.Proceed(credential);
  }

  private static CreateOutcome again(CreateCommand command, IdempotencyRecord previous) {
    if (command.keyed().filter(previous.request()::equals).isEmpty()) {
      return new IdempotencyKeyReused();
    }
    return switch (previous.outcome()) {
      case RequestOutcome.Completed(ResourceId resource, String answer) ->
          new Replayed(resource, answer);
      case RequestOutcome.Refused(Refusal refusal) -> new RefusedBefore(refusal);
    };
  }

  private sealed interface Decision {
    record Proceed(Credential credential) implements Decision {}

    record Answer(CreateOutcome outcome) implements Decision {}

    default boolean mayHideAReplay() {
      return switch (this) {
        case Proceed proceed -> false;
        case Answer(CreateOutcome outcome) ->
            switch (outcome) {
              case CredentialNotFound(), ProviderMismatch _, LimitReached _ -> true;
              case Created _,
                  Replayed _,
                  RefusedBefore _,
                  OrganizationUnknown(),
                  OrganizationInactive(),
                  IdempotencyKeyReused() ->
                  false;
            };
      };
    }
  }
}
