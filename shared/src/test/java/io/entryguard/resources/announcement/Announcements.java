package io.entryguard.resources.announcement;

import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.resource.IdempotencyKey;
import io.entryguard.resources.resource.IdempotencyRecord;
import io.entryguard.resources.resource.KeyedRequest;
import io.entryguard.resources.resource.Refusal;
import io.entryguard.resources.resource.RequestFingerprint;
import io.entryguard.resources.resource.RequestOutcome;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.Samples;
import java.time.Duration;
import java.util.Optional;

/** Changes that tests announce. */
public final class Announcements {
  private Announcements() {}

  public static Announcement.ResourceCreated created(OrganizationId organization) {
    return new Announcement.ResourceCreated(organization, resource(organization));
  }

  public static Resource resource(OrganizationId organization) {
    return Samples.resource(Samples.spec(Samples.credential(organization, Provider.AWS)));
  }

  /** A resource with as much config as there may be. */
  public static Announcement.ResourceCreated createdWithMuchConfig(OrganizationId organization) {
    ResourceSpec spec = Samples.spec(Samples.credential(organization, Provider.AWS));
    String config = "{\"note\": \"%s\"}".formatted("a".repeat(16 * 1024 - 12));
    return new Announcement.ResourceCreated(
        organization,
        Samples.resource(
            new ResourceSpec(
                spec.name(),
                spec.credentialId(),
                spec.provider(),
                spec.type(),
                spec.identifier(),
                spec.region(),
                Optional.of(new ResourceConfig(config)))));
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
        new RequestOutcome.Refused(new Refusal(Refusal.Code.MAX_RESOURCES_REACHED, message)));
  }

  private static IdempotencyRecord record(String requestId, RequestOutcome outcome) {
    return new IdempotencyRecord(
        new KeyedRequest(request(requestId), new RequestFingerprint("0".repeat(64))),
        outcome,
        Samples.NOW.plus(Duration.ofDays(30)));
  }

  public static IdempotencyKey request(String requestId) {
    return new IdempotencyKey(IdempotencyKey.Origin.EVENT, "terraform", requestId);
  }
}
