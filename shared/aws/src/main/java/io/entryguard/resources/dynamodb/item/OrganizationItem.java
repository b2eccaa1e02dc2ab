package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Tier;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An organization, as the table has it. */
public final class OrganizationItem {
  public static final String NAME = "name";
  public static final String TIER = "tier";
  public static final String STATUS = "status";
  public static final String MAX_RESOURCES = "maxResources";

  /** How many resources the organization holds; creates and deletes count it up and down. */
  public static final String RESOURCE_COUNT = "resourceCount";

  public static final String DELETED = "deleted";

  /** The secret by which cursors are known, made with the item. */
  public static final String PAGE_KEY = "pageKey";

  private OrganizationItem() {}

  /** What is said of an organization elsewhere; its resource count and its page key are not. */
  public static Map<String, AttributeValue> content(Organization organization) {
    Map<String, AttributeValue> content = new HashMap<>();
    content.put(NAME, AttributeValue.fromS(organization.name()));
    content.put(TIER, AttributeValue.fromS(organization.tier().name()));
    content.put(STATUS, AttributeValue.fromS(organization.status().name()));
    organization
        .maxResources()
        .ifPresent(limit -> content.put(MAX_RESOURCES, Versioned.number(limit)));
    if (organization.deleted()) {
      content.put(DELETED, AttributeValue.fromBool(true));
    }
    content.put(Versioned.VERSION, Versioned.number(organization.version()));
    return content;
  }

  public static Organization read(OrganizationId id, Map<String, AttributeValue> attributes) {
    return read(id, Item.of(attributes));
  }

  public static Organization read(OrganizationId id, Item item) {
    return new Organization(
        id,
        item.text(NAME),
        item.value(TIER, Tier::valueOf),
        item.value(STATUS, OrganizationStatus::valueOf),
        item.optionalCount(MAX_RESOURCES).map(OptionalInt::of).orElse(OptionalInt.empty()),
        item.count(RESOURCE_COUNT),
        item.flag(DELETED),
        item.number(Versioned.VERSION));
  }

  /** As {@link Organization#isActive}, of an item of which no more need be readable. */
  public static boolean isActive(Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return !item.flag(DELETED)
        && item.value(STATUS, OrganizationStatus::valueOf) == OrganizationStatus.ACTIVE;
  }
}
