package io.entryguard.resources.dynamodb;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.OrganizationStatus;
import io.entryguard.resources.account.Tier;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An organization, as the table has it. */
public final class OrganizationItem {
  static final String NAME = "name";
  static final String TIER = "tier";
  static final String STATUS = "status";
  static final String MAX_RESOURCES = "maxResources";

  /** How many resources the organization holds; creates and deletes count it up and down. */
  public static final String RESOURCE_COUNT = "resourceCount";

  static final String VERSION = "version";

  private OrganizationItem() {}

  static Organization read(OrganizationId id, Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return new Organization(
        id,
        item.text(NAME),
        item.value(TIER, Tier::valueOf),
        item.value(STATUS, OrganizationStatus::valueOf),
        item.optionalCount(MAX_RESOURCES).map(OptionalInt::of).orElse(OptionalInt.empty()),
        item.count(RESOURCE_COUNT),
        item.number(VERSION));
  }
}
