package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** Creates a resource, unless the organization, its credential or its limit forbids it. */
public final class CreateResource {
  private final ResourceStore store;
  private final ResourceLimits limits;
  private final ResourceIds ids;
  private final InstantSource clock;

  @Inject
  public CreateResource(
      ResourceStore store, ResourceLimits limits, ResourceIds ids, InstantSource clock) {
    this.store = requireNonNull(store, "store is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Reading first gives most refusals without a write; what counts is the store's own check while
   * it writes.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public CreateOutcome create(OrganizationId organization, ResourceSpec spec, TimeLeft timeLeft) {
    CreationContext context = store.contextOf(organization, spec.credentialId(), timeLeft);

    return switch (decide(context, spec)) {
      case Decision.Refuse(CreateOutcome.Refused refused) -> refused;
      case Decision.Allow(Credential credential) -> {
        Resource resource = Resource.create(ids.next(), spec, clock.instant());
        yield switch (store.add(organization, resource, limits, context, timeLeft)) {
          case AddOutcome.Added() ->
              new CreateOutcome.Created(new NamedResource(resource, credential.name()));
          case AddOutcome.Refused(CreationContext now) -> refusal(now, spec);
        };
      }
    };
  }

  private CreateOutcome refusal(CreationContext context, ResourceSpec spec) {
    return switch (decide(context, spec)) {
      case Decision.Refuse(CreateOutcome.Refused refused) -> refused;
      case Decision.Allow allow ->
          throw new IllegalStateException("the store refused what its own state allows");
    };
  }

  /** The one order in which reasons against a resource are told. */
  private Decision decide(CreationContext context, ResourceSpec spec) {
    Optional<Organization> organization = context.organization().filter(Organization::isActive);
    if (organization.isEmpty()) {
      return new Decision.Refuse(new CreateOutcome.OrganizationInactive());
    }
    if (context.credential().isEmpty()) {
      return new Decision.Refuse(new CreateOutcome.CredentialNotFound());
    }
    Credential credential = context.credential().get();
    if (credential.provider() != spec.provider()) {
      return new Decision.Refuse(new CreateOutcome.ProviderMismatch(credential.provider()));
    }
    OptionalInt limit = organization.get().limit(limits.free());
    if (limit.isPresent() && organization.get().resourceCount() >= limit.getAsInt()) {
      return new Decision.Refuse(
          new CreateOutcome.LimitReached(limit.getAsInt(), organization.get().tier()));
    }
    return new Decision.Allow(credential);
  }

  private sealed interface Decision {
    record Allow(Credential credential) implements Decision {}

    record Refuse(CreateOutcome.Refused outcome) implements Decision {}
  }
}
