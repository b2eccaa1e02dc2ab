package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.change.VerificationRequest;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A resource, as the table has it. */
public final class ResourceItem {
  private static final String NAME = "name";
  private static final String CREDENTIAL_ID = "credentialId";
  private static final String PROVIDER = "provider";
  private static final String RESOURCE_TYPE = "resourceType";
  private static final String RESOURCE_IDENTIFIER = "resourceIdentifier";
  private static final String REGION = "region";
  private static final String CONFIG = "config";
  private static final String LAST_VERIFIED_AT = "lastVerifiedAt";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";

  /** Goes up with every write; not there until the first one after the create. */
  public static final String REVISION = "revision";

  /** Whether the newest verification succeeded; callers see more in it than that. */
  private static final String IS_ACTIVE = "isActive";

  /** There, and true, while a caller has switched the resource off. */
  private static final String DISABLED = "disabled";

  /** There, and true, from a change of what is verified to the next verification that knows it. */
  private static final String UNVERIFIED = "unverified";

  /** When that change was; not there where an earlier version of the service wrote it. */
  private static final String UNVERIFIED_SINCE = "unverifiedSince";

  /** Of the verification that {@code isActive} comes from; not there before the first. */
  private static final String VERIFICATION_VERSION = "verificationVersion";

  private static final String VERIFICATION_AT = "verificationAt";

  /** How many sessions use the resource; not there before the first report. */
  public static final String ACTIVE_SESSIONS = "activeSessions";

  private static final String SESSIONS_VERSION = "sessionsVersion";
  private static final String VERIFICATION_REQUESTED_AT = "verificationRequestedAt";

  /** The newest version of a verification when one was requested. */
  private static final String VERIFICATION_REQUESTED_AFTER = "verificationRequestedAfter";

  /**
   * The type of the event that the last write wants to be published; the stream's filter in
   * template.yaml waits for it. Every other write takes it away.
   */
  private static final String ANNOUNCED = "announced";

  private static final String CHANGE_ID = "changeId";
  private static final String CHANGED_MEMBERS = "changedMembers";

  private static final String UPDATED = "ResourceUpdated";
  private static final String VERIFICATION_REQUESTED = "ResourceVerificationRequested";

  private ResourceItem() {}

  /** A resource that was created a moment ago. */
  public static Map<String, AttributeValue> write(OrganizationId organization, Resource resource) {
    return write(organization, StoredResource.created(resource));
  }

  public static Map<String, AttributeValue> write(
      OrganizationId organization, StoredResource stored) {
    Resource resource = stored.resource();
    ResourceSpec spec = resource.spec();
    Map<String, AttributeValue> item =
        new HashMap<>(Key.of(organization, resource.id()).attributes());
    item.put(NAME, AttributeValue.fromS(spec.name().value()));
    item.put(CREDENTIAL_ID, AttributeValue.fromS(spec.credentialId().toString()));
    item.put(PROVIDER, AttributeValue.fromS(spec.provider().name()));
    item.put(RESOURCE_TYPE, AttributeValue.fromS(spec.type().value()));
    item.put(RESOURCE_IDENTIFIER, AttributeValue.fromS(spec.identifier().value()));
    spec.region().ifPresent(region -> item.put(REGION, AttributeValue.fromS(region.value())));
    spec.config().ifPresent(config -> item.put(CONFIG, AttributeValue.fromS(config.json())));
    resource.lastVerifiedAt().ifPresent(at -> item.put(LAST_VERIFIED_AT, time(at)));
    item.put(CREATED_AT, time(resource.createdAt()));
    item.put(UPDATED_AT, time(resource.updatedAt()));
    if (stored.revision() > 0) {
      item.put(REVISION, Versioned.number(stored.revision()));
    }
    item.put(
        IS_ACTIVE,
        AttributeValue.fromBool(
            stored.newest().map(Verification::succeeded).orElse(resource.active())));
    if (stored.disabled()) {
      item.put(DISABLED, AttributeValue.fromBool(true));
    }
    stored
        .unverifiedSince()
        .ifPresent(since -> {
          item.put(UNVERIFIED, AttributeValue.fromBool(true));
          item.put(UNVERIFIED_SINCE, time(since));
        });
    stored
        .newest()
        .ifPresent(newest -> {
          item.put(VERIFICATION_AT, time(newest.verifiedAt()));
          item.put(VERIFICATION_VERSION, Versioned.number(newest.version()));
        });
    if (!stored.sessions().equals(ActiveSessions.NONE)) {
      item.put(ACTIVE_SESSIONS, Versioned.number(stored.sessions().count()));
      item.put(SESSIONS_VERSION, Versioned.number(stored.sessions().version()));
    }
    stored
        .requested()
        .ifPresent(request -> {
          item.put(VERIFICATION_REQUESTED_AT, time(request.requestedAt()));
          item.put(VERIFICATION_REQUESTED_AFTER, Versioned.number(request.afterVersion()));
        });
    stored
        .pendingEvent()
        .ifPresent(pendingEvent -> {
          item.put(CHANGE_ID, AttributeValue.fromS(pendingEvent.changeId()));
          switch (pendingEvent) {
            case PendingEvent.Updated(_, var members) -> {
              item.put(ANNOUNCED, AttributeValue.fromS(UPDATED));
              item.put(CHANGED_MEMBERS, AttributeValue.fromS(String.join(",", members)));
            }
            case PendingEvent.VerificationRequested _ ->
                item.put(ANNOUNCED, AttributeValue.fromS(VERIFICATION_REQUESTED));
          }
        });
    return item;
  }

  private static AttributeValue time(Instant time) {
    return AttributeValue.fromS(time.toString());
  }

  /** Reads all that decides about changes. */
  public static StoredResource readStored(ResourceId id, Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return new StoredResource(
        read(id, item),
        revision(attributes),
        item.flag(DISABLED),
        item.flag(UNVERIFIED)
            ? item.optionalTime(UNVERIFIED_SINCE).or(() -> Optional.of(Instant.EPOCH))
            : Optional.empty(),
        item.has(VERIFICATION_VERSION)
            ? Optional.of(
                new Verification(
                    item.flag(IS_ACTIVE),
                    item.time(VERIFICATION_AT),
                    item.number(VERIFICATION_VERSION)))
            : Optional.empty(),
        item.has(SESSIONS_VERSION)
            ? new ActiveSessions(item.count(ACTIVE_SESSIONS), item.number(SESSIONS_VERSION))
            : ActiveSessions.NONE,
        item.optionalTime(VERIFICATION_REQUESTED_AT)
            .map(at -> new VerificationRequest(at, item.number(VERIFICATION_REQUESTED_AFTER))),
        item.optionalText(ANNOUNCED).map(type -> pendingEvent(type, item)));
  }

  private static PendingEvent pendingEvent(String type, Item item) {
    String changeId = item.text(CHANGE_ID);
    return switch (type) {
      case UPDATED ->
          new PendingEvent.Updated(changeId, List.of(item.text(CHANGED_MEMBERS).split(",", -1)));
      case VERIFICATION_REQUESTED -> new PendingEvent.VerificationRequested(changeId);
      default -> throw new UnreadableItemException(ANNOUNCED);
    };
  }

  /** How often the item was written since it was created. */
  public static long revision(Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return item.has(REVISION) ? item.number(REVISION) : 0;
  }

  /** Whether the last write is to be announced. */
  public static boolean isAnnounced(Map<String, AttributeValue> attributes) {
    return attributes.containsKey(ANNOUNCED);
  }

  /** Whether the item announces the change of that id. */
  public static boolean announces(String changeId, Map<String, AttributeValue> attributes) {
    return Item.of(attributes).optionalText(CHANGE_ID).filter(changeId::equals).isPresent();
  }

  public static Resource read(ResourceId id, Item item) {
    var spec =
        new ResourceSpec(
            item.value(NAME, ResourceName::new),
            item.value(CREDENTIAL_ID, text -> new CredentialId(UUID.fromString(text))),
            item.value(PROVIDER, Provider::valueOf),
            item.value(RESOURCE_TYPE, ResourceType::new),
            item.value(RESOURCE_IDENTIFIER, ResourceIdentifier::new),
            item.optionalText(REGION).map(CloudRegion::new),
            item.optionalText(CONFIG).map(ResourceConfig::new));
    return new Resource(
        id,
        spec,
        item.flag(IS_ACTIVE) && !item.flag(DISABLED) && !item.flag(UNVERIFIED),
        item.optionalTime(LAST_VERIFIED_AT),
        item.time(CREATED_AT),
        item.time(UPDATED_AT));
  }
}
