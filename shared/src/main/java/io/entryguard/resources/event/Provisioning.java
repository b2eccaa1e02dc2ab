package io.entryguard.resources.event;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.account.SaveOutcome;
import io.entryguard.resources.event.ProductEvent.ApiKeyChanged;
import io.entryguard.resources.event.ProductEvent.CredentialChanged;
import io.entryguard.resources.event.ProductEvent.OrganizationChanged;
import io.entryguard.resources.event.ProductEvent.ResourceDeleted;
import io.entryguard.resources.event.ProductEvent.ResourceRequested;
import io.entryguard.resources.event.ProductEvent.ResourceVerified;
import io.entryguard.resources.json.Problems;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.resource.DeleteResource;
import io.entryguard.resources.resource.KeyedRequest;
import io.entryguard.resources.resource.Refusal;
import io.entryguard.resources.resource.RequestOutcome;
import io.entryguard.resources.resource.RequestResource;
import io.entryguard.resources.resource.RequestResult;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.TimeLeft;
import io.entryguard.resources.resource.VerifyOutcome;
import io.entryguard.resources.resource.VerifyResource;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does what the product's events say. Each can come again, late, and in any order. */
final class Provisioning {
  private final AccountStore accounts;
  private final ApiKeyStore keys;
  private final RequestResource requestResource;
  private final VerifyResource verifyResource;
  private final DeleteResource deleteResource;

  @Inject
  Provisioning(
      AccountStore accounts,
      ApiKeyStore keys,
      RequestResource requestResource,
      VerifyResource verifyResource,
      DeleteResource deleteResource) {
    this.accounts = requireNonNull(accounts, "accounts is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.requestResource = requireNonNull(requestResource, "requestResource is null");
    this.verifyResource = requireNonNull(verifyResource, "verifyResource is null");
    this.deleteResource = requireNonNull(deleteResource, "deleteResource is null");
  }

  /**
   * Does what one event says.
   *
   * @param lastChance whether the event will not come again if it cannot be done now
   */
  Effect apply(ProductEvent event, boolean lastChance, TimeLeft timeLeft) {
    return switch (event) {
      case OrganizationChanged(var organization) -> effect(accounts.save(organization));
      case CredentialChanged(var credential) -> effect(accounts.save(credential));
      case ApiKeyChanged(var key) -> effect(keys.save(key));
      case ResourceRequested request -> effect(request(request, lastChance, timeLeft));
      case ResourceVerified(var organization, var resource, var verification) ->
          effect(verifyResource.verify(organization, resource, verification, timeLeft));
      case ResourceDeleted(var organization, var resource) ->
          deleteResource.delete(organization, resource, timeLeft)
              ? new Effect.Applied()
              : new Effect.Known();
    };
  }

  private RequestResult request(
      ResourceRequested requested, boolean lastChance, TimeLeft timeLeft) {
    var problems = new Problems();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(requested.resource(), problems);
    if (spec.isEmpty()) {
      var request =
          new KeyedRequest(requested.key(), RequestFingerprints.ofRefused(requested.resource()));
      return requestResource.refuse(requested.organization(), request, invalid(problems), timeLeft);
    }
    var request = new KeyedRequest(requested.key(), RequestFingerprints.of(spec.get()));
    return requestResource.request(
        requested.organization(), spec.get(), request, lastChance, timeLeft);
  }

  private static Refusal invalid(Problems problems) {
    return new Refusal(
        Refusal.Code.VALIDATION_ERROR,
        problems.byMember().entrySet().stream()
            .map(problem -> problem.getKey() + ": " + problem.getValue())
            .collect(Collectors.joining("; ")));
  }

  private static Effect effect(SaveOutcome outcome) {
    return switch (outcome) {
      case NEWER -> new Effect.Applied();
      case KNOWN -> new Effect.Known();
      case CONTRADICTED -> new Effect.Contradicted();
    };
  }

  private static Effect effect(RequestResult result) {
    return switch (result) {
      case RequestResult.Settled(RequestOutcome.Completed _) -> new Effect.Applied();
      case RequestResult.Settled(RequestOutcome.Refused(Refusal refusal)) ->
          new Effect.Refused(refusal);
      case RequestResult.SettledBefore _ -> new Effect.Known();
      case RequestResult.KeyReused() -> new Effect.Contradicted();
      case RequestResult.Waiting(Refusal refusal) -> new Effect.Waiting(refusal);
    };
  }

  private static Effect effect(VerifyOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> new Effect.Applied();
      case KNOWN, RESOURCE_GONE -> new Effect.Known();
      case CONTRADICTED -> new Effect.Contradicted();
    };
  }
}
