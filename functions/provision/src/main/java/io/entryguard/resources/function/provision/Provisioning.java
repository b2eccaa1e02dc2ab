package io.entryguard.resources.function.provision;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.change.DeleteResource;
import io.entryguard.resources.change.VerifyOutcome;
import io.entryguard.resources.change.VerifyResource;
import io.entryguard.resources.create.RequestResource;
import io.entryguard.resources.create.RequestResult;
import io.entryguard.resources.function.provision.ProductEvent.ApiKeyChanged;
import io.entryguard.resources.function.provision.ProductEvent.CredentialChanged;
import io.entryguard.resources.function.provision.ProductEvent.OrganizationChanged;
import io.entryguard.resources.function.provision.ProductEvent.ResourceDeleted;
import io.entryguard.resources.function.provision.ProductEvent.ResourceRequested;
import io.entryguard.resources.function.provision.ProductEvent.ResourceVerified;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does what the product's events say. Each can come again, late, and in any order. */
final class Provisioning {
  private final OrganizationStore accounts;
  private final ApiKeyStore keys;
  private final RequestResource requestResource;
  private final VerifyResource verifyResource;
  private final DeleteResource deleteResource;

  @Inject
  Provisioning(
      OrganizationStore accounts,
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
  EventOutcome apply(ProductEvent event, boolean lastChance, Deadline timeLeft) {
    return switch (event) {
      case OrganizationChanged(var organization) -> effect(accounts.save(organization));
      case CredentialChanged(var credential) -> effect(accounts.save(credential));
      case ApiKeyChanged(var key) -> effect(keys.save(key));
      case ResourceRequested request -> effect(request(request, lastChance, timeLeft));
      case ResourceVerified(var organization, var resource, var verification) ->
          effect(verifyResource.verify(organization, resource, verification, timeLeft));
      case ResourceDeleted(var organization, var resource) ->
          deleteResource.delete(organization, resource, timeLeft)
              ? new EventOutcome.Applied()
              : new EventOutcome.Known();
    };
  }

  private RequestResult request(
      ResourceRequested requested, boolean lastChance, Deadline timeLeft) {
    var problems = new ValidationErrors();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(requested.resource(), problems);
    if (spec.isEmpty()) {
      var request =
          new IdempotentRequest(
              requested.key(), RequestFingerprints.ofRefused(requested.resource()));
      return requestResource.refuse(requested.organization(), request, invalid(problems), timeLeft);
    }
    var request = new IdempotentRequest(requested.key(), RequestFingerprints.of(spec.get()));
    return requestResource.request(
        requested.organization(), spec.get(), request, lastChance, timeLeft);
  }

  private static Refusal invalid(ValidationErrors problems) {
    return new Refusal(
        ErrorCode.VALIDATION_ERROR,
        problems.byMember().entrySet().stream()
            .map(problem -> problem.getKey() + ": " + problem.getValue())
            .collect(Collectors.joining("; ")));
  }

  private static EventOutcome effect(SaveOutcome outcome) {
    return switch (outcome) {
      case NEWER -> new EventOutcome.Applied();
      case KNOWN -> new EventOutcome.Known();
      case CONTRADICTED -> new EventOutcome.Contradicted();
    };
  }

  private static EventOutcome effect(RequestResult result) {
    return switch (result) {
      case RequestResult.Settled(RequestOutcome.Completed _) -> new EventOutcome.Applied();
      case RequestResult.Settled(RequestOutcome.Refused(Refusal refusal)) ->
          new EventOutcome.Refused(refusal);
      case RequestResult.SettledBefore _ -> new EventOutcome.Known();
      case RequestResult.KeyReused() -> new EventOutcome.Contradicted();
      case RequestResult.Waiting(Refusal refusal) -> new EventOutcome.Waiting(refusal);
    };
  }

  private static EventOutcome effect(VerifyOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> new EventOutcome.Applied();
      case KNOWN, RESOURCE_GONE -> new EventOutcome.Known();
      case CONTRADICTED -> new EventOutcome.Contradicted();
    };
  }
}
