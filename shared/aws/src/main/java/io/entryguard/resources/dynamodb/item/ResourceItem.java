package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.change.Verification;
import io.entryguard.resources.change.VerificationState;
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
import java.util.HashMap;
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
  private static final String CREATED_AT = "createdAt";

  public static final String IS_ACTIVE = "isActive";
  public static final String LAST_VERIFIED_AT = "lastVerifiedAt";
  public static final String UPDATED_AT = "updatedAt";

  /** Of the verification that {@code isActive} comes from; not there before the first. */
  public static final String VERIFICATION_VERSION = "verificationVersion";

  public static final String VERIFICATION_AT = "verificationAt";

  private ResourceItem() {}

  public static Map<String, AttributeValue> write(OrganizationId organization, Resource resource) {
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
    item.put(IS_ACTIVE, AttributeValue.fromBool(resource.active()));
    resource
        .lastVerifiedAt()
        .ifPresent(time -> item.put(LAST_VERIFIED_AT, AttributeValue.fromS(time.toString())));
    item.put(CREATED_AT, AttributeValue.fromS(resource.createdAt().toString()));
    item.put(UPDATED_AT, AttributeValue.fromS(resource.updatedAt().toString()));
    return item;
  }

  public static VerificationState readVerification(Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return new VerificationState(
        attributes.containsKey(VERIFICATION_VERSION)
            ? Optional.of(
                new Verification(
                    item.flag(IS_ACTIVE),
                    item.time(VERIFICATION_AT),
                    item.number(VERIFICATION_VERSION)))
            : Optional.empty(),
        item.optionalTime(LAST_VERIFIED_AT),
        item.time(UPDATED_AT));
  }

  public static Resource read(ResourceId id, Map<String, AttributeValue> attributes) {
    return read(id, Item.of(attributes));
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
        item.flag(IS_ACTIVE),
        item.optionalTime(LAST_VERIFIED_AT),
        item.time(CREATED_AT),
        item.time(UPDATED_AT));
  }
}
