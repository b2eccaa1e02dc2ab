package io.entryguard.resources.function.publishchanges;

import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.util.Optional;

/** Changes that tests publish. */
public final class OutboundEvents {
  private OutboundEvents() {}

  public static OutboundEvent.ResourceCreated created(OrganizationId organization) {
    return new OutboundEvent.ResourceCreated(organization, resource(organization), 0);
  }

  public static Resource resource(OrganizationId organization) {
    return Samples.resource(Samples.spec(Samples.credential(organization, Provider.AWS)));
  }

  /** A resource with as much config as there may be. */
  public static OutboundEvent.ResourceCreated createdWithMuchConfig(OrganizationId organization) {
    ResourceSpec spec = Samples.spec(Samples.credential(organization, Provider.AWS));
    String config = "{\"note\": \"%s\"}".formatted("a".repeat(16 * 1024 - 12));
    return new OutboundEvent.ResourceCreated(
        organization,
        Samples.resource(
            new ResourceSpec(
                spec.name(),
                spec.credentialId(),
                spec.provider(),
                spec.type(),
                spec.identifier(),
                spec.region(),
                Optional.of(new ResourceConfig(config)))),
        0);
  }

  public static IdempotencyRecord completed(String requestId, ResourceId resource) {
    return record(requestId, new RequestOutcome.Completed(resource, "{}"));
  }

  public static IdempotencyRecord refused(String requestId) {
    return refused(requestId, "Too many.");
  }

  public static IdempotencyRecord refused(String requestId, String message) {
    return record(
        requestId,
        new RequestOutcome.Refused(new Refusal(ErrorCode.MAX_RESOURCES_REACHED, message)));
  }

  private static IdempotencyRecord record(String requestId, RequestOutcome outcome) {
    return new IdempotencyRecord(
        new IdempotentRequest(request(requestId), new RequestFingerprint("0".repeat(64))),
        outcome,
        Samples.NOW.plus(Duration.ofDays(30)));
  }

  public static IdempotencyKey request(String requestId) {
    return new IdempotencyKey(IdempotencyKey.Origin.EVENT, "terraform", requestId);
  }
}
