package io.entryguard.resources.function.provision;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.create.RequestResource;
import io.entryguard.resources.create.RequestResult;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.function.provision.ProductEvent.ApiKeyChanged;
import io.entryguard.resources.function.provision.ProductEvent.CredentialChanged;
import io.entryguard.resources.function.provision.ProductEvent.OrganizationChanged;
import io.entryguard.resources.function.provision.ProductEvent.ResourceDeleted;
import io.entryguard.resources.function.provision.ProductEvent.ResourceRequested;
import io.entryguard.resources.function.provision.ProductEvent.ResourceSessionsChanged;
import io.entryguard.resources.function.provision.ProductEvent.ResourceVerified;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.json.RequestFingerprints;
import io.entryguard.resources.json.ResourceSpecReader;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.Optional;

/** Applies the product's events. Each can come again, late, and in any order. */
final class ApplyEvent {
  private final OrganizationStore organizations;
  private final ApiKeyStore keys;
  private final RequestResource requestResource;
  private final ApplyReport applyReport;
  private final DeleteResource deleteResource;

  @Inject
  ApplyEvent(
      OrganizationStore organizations,
      ApiKeyStore keys,
      RequestResource requestResource,
      ApplyReport applyReport,
      DeleteResource deleteResource) {
    this.organizations = requireNonNull(organizations, "organizations is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.requestResource = requireNonNull(requestResource, "requestResource is null");
    this.applyReport = requireNonNull(applyReport, "applyReport is null");
    this.deleteResource = requireNonNull(deleteResource, "deleteResource is null");
  }

  /**
   * Applies one event.
   *
   * @param lastChance whether the event will not come again if it cannot be applied now
   */
  EventOutcome apply(ProductEvent event, boolean lastChance, Deadline deadline) {
    return switch (event) {
      case OrganizationChanged(var organization) -> outcome(organizations.save(organization));
      case CredentialChanged(var credential) -> outcome(organizations.save(credential));
      case ApiKeyChanged(var key) -> outcome(keys.save(key));
      case ResourceRequested requested -> outcome(request(requested, lastChance, deadline));
      case ResourceVerified(var organization, var resource, var verification) ->
          outcome(applyReport.apply(organization, resource, verification, deadline));
      case ResourceSessionsChanged(var organization, var resource, var sessions) ->
          outcome(applyReport.apply(organization, resource, sessions, deadline));
      case ResourceDeleted(var organization, var resource) ->
          deleteResource.deleteByEvent(organization, resource, deadline)
              ? new EventOutcome.Applied()
              : new EventOutcome.Known();
    };
  }

  private RequestResult request(
      ResourceRequested requested, boolean lastChance, Deadline deadline) {
    var errors = new ValidationErrors();
    Optional<ResourceSpec> spec = ResourceSpecReader.read(requested.resource(), errors);
    var request =
        new IdempotentRequest(
            requested.key(),
            spec.map(RequestFingerprints::of)
                .orElseGet(() -> RequestFingerprints.ofRefused(requested.resource())));
    return spec.isPresent()
        ? requestResource.request(
            requested.organizationId(), spec.get(), request, lastChance, deadline)
        : requestResource.refuse(
            requested.organizationId(), request, Refusal.invalid(errors.byMember()), deadline);
  }

  private static EventOutcome outcome(SaveOutcome outcome) {
    return switch (outcome) {
      case NEWER -> new EventOutcome.Applied();
      case KNOWN -> new EventOutcome.Known();
      case CONTRADICTED -> new EventOutcome.Contradicted();
    };
  }

  private static EventOutcome outcome(ReportOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> new EventOutcome.Applied();
      case KNOWN, RESOURCE_GONE -> new EventOutcome.Known();
      case CONTRADICTED -> new EventOutcome.Contradicted();
    };
  }

  private static EventOutcome outcome(RequestResult result) {
    return switch (result) {
      case RequestResult.Settled(RequestOutcome.Completed _) -> new EventOutcome.Applied();
      case RequestResult.Settled(RequestOutcome.Refused(Refusal refusal)) ->
          new EventOutcome.Refused(refusal);
      case RequestResult.SettledBefore _ -> new EventOutcome.Known();
      case RequestResult.KeyReused() -> new EventOutcome.Contradicted();
      case RequestResult.Waiting(Refusal refusal) -> new EventOutcome.Waiting(refusal);
    };
  }
}
