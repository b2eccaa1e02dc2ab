package io.entryguard.resources.function.publishchanges;

import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.text.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * What this service tells the rest of the product. {@code docs/events} has a schema of each, under
 * the same name.
 */
public sealed interface OutboundEvent {
  OrganizationId organization();

  /**
   * Identifies the change, so that readers can drop repeats. It is made of what changed, and not of
   * the stream's record: a change that is published again by hand, or from a table that was
   * restored, is the same change, and the stream would give it another id.
   *
   * @return 64 hexadecimal digits
   */
  String changeId();

  /** The {@code detail-type}. */
  default String type() {
    return getClass().getSimpleName();
  }

  /** The outcome of a request for a resource. */
  static OutboundEvent of(OrganizationId organization, IdempotencyRecord record) {
    IdempotencyKey request = record.request().key();
    return switch (record.outcome()) {
      case RequestOutcome.Completed(ResourceId resource, _) ->
          new ResourceRequestCompleted(organization, request, record.expiresAt(), resource);
      case RequestOutcome.Refused(Refusal refusal) ->
          new ResourceRequestRefused(organization, request, record.expiresAt(), refusal);
    };
  }

  /**
   * A resource was created, over HTTP or by an event.
   *
   * @param resource as it was created
   */
  record ResourceCreated(OrganizationId organization, Resource resource, long revision)
      implements OutboundEvent {
    @Override
    public String changeId() {
      return digest(type(), organization.toString(), resource.id().toString());
    }
  }

  /**
   * A caller has changed a resource.
   *
   * @param resource as it was then
   * @param changed the names of the members that have changed
   */
  record ResourceUpdated(
      OrganizationId organization,
      String changeId,
      Resource resource,
      long revision,
      List<String> changed)
      implements OutboundEvent {
    public ResourceUpdated {
      changed = List.copyOf(changed);
    }
  }

  /** A caller asks for a verification of a resource. */
  record ResourceVerificationRequested(
      OrganizationId organization, String changeId, Resource resource, long revision)
      implements OutboundEvent {}

  /** A resource was deleted, by a caller or by an event. */
  record ResourceDeleted(OrganizationId organization, ResourceId resource)
      implements OutboundEvent {
    /**
     * The record of a deletion has the keys of its item and no revision. Nothing comes after it, so
     * it gets the greatest number that every reader of JSON reads exactly.
     */
    public static final long REVISION = (1L << 53) - 1;

    /** Ids are never used again, so a resource is deleted once. */
    @Override
    public String changeId() {
      return digest(type(), organization.toString(), resource.toString());
    }
  }

  /**
   * A request that came by an event was granted.
   *
   * @param expiresAt when the request's record does. From then on its id is free, so that another
   *     outcome under it is another change
   */
  record ResourceRequestCompleted(
      OrganizationId organization, IdempotencyKey request, Instant expiresAt, ResourceId resource)
      implements OutboundEvent {
    public ResourceRequestCompleted {
      requireEvent(request);
    }

    @Override
    public String changeId() {
      return outcomeId(type(), organization, request, expiresAt);
    }
  }

  /**
   * A request that came by an event was refused.
   *
   * @param expiresAt as {@link ResourceRequestCompleted#expiresAt}
   */
  record ResourceRequestRefused(
      OrganizationId organization, IdempotencyKey request, Instant expiresAt, Refusal refusal)
      implements OutboundEvent {
    public ResourceRequestRefused {
      requireEvent(request);
    }

    @Override
    public String changeId() {
      return outcomeId(type(), organization, request, expiresAt);
    }
  }

  /** A caller over HTTP has the response already. */
  private static void requireEvent(IdempotencyKey request) {
    if (request.origin() != IdempotencyKey.Origin.EVENT) {
      throw new IllegalArgumentException("request did not come by an event");
    }
  }

  private static String outcomeId(
      String type, OrganizationId organization, IdempotencyKey request, Instant expiresAt) {
    return digest(
        type,
        organization.toString(),
        request.caller(),
        request.value(),
        Long.toString(expiresAt.getEpochSecond()));
  }

  /** No part can have the line break that separates them. */
  private static String digest(String... parts) {
    return Sha256.hex(String.join("\n", parts));
  }
}
