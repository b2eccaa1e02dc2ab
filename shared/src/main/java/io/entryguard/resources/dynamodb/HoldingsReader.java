package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.PageKey;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts an organization's items together, which come in the order of their sort keys: credentials,
 * the organization, resources; these it hands on one by one. A resource or credential that cannot
 * be read is left out, so that it does not hide the others.
 */
final class HoldingsReader {
  private final OrganizationId organizationId;
  private final Log log;
  private final ResourceSink resources;
  private final Map<CredentialId, String> credentialNames = new HashMap<>();
  private final List<Key> unreadable = new ArrayList<>();
  private final List<Key> withoutCredential = new ArrayList<>();
  private @Nullable Organization organization;
  private @Nullable String pageKey;
  private @Nullable RuntimeException firstFailure;
  private boolean open = true;

  HoldingsReader(OrganizationId organizationId, Log log, ResourceSink resources) {
    this.organizationId = requireNonNull(organizationId, "organizationId is null");
    this.log = requireNonNull(log, "log is null");
    this.resources = requireNonNull(resources, "resources is null");
  }

  void add(Item item) {
    Key key = Key.of(item);
    if (key.isOrganization()) {
      organization = OrganizationItem.read(organizationId, item);
      pageKey = item.attributes().text(OrganizationItem.PAGE_KEY);
      return;
    }
    try {
      if (key.isCredential()) {
        addCredential(new CredentialId(UUID.fromString(key.id())), item);
      } else if (key.isResource()) {
        addResource(key, ResourceItem.read(new ResourceId(UUID.fromString(key.id())), item));
      }
    } catch (IllegalArgumentException | UnreadableItemException e) {
      addUnreadable(key, e);
    }
  }

  void addUnreadable(Key key, RuntimeException failure) {
    unreadable.add(key);
    firstFailure = firstFailure == null ? failure : firstFailure;
  }

  private void addCredential(CredentialId id, Item item) {
    credentialNames.put(id, CredentialItem.read(organizationId, id, item).name());
  }

  void addResource(Key key, Resource resource) {
    if (open) {
      open = resources.add(new NamedResource(resource, credentialName(resource, key)));
    }
  }

  /** Whether more resources are wanted. */
  boolean isOpen() {
    return open;
  }

  /**
   * No resource is created without its credential, whose tombstone stays; should one be gone all
   * the same, the resource still counts.
   */
  private String credentialName(Resource resource, Key key) {
    String name = credentialNames.get(resource.spec().credentialId());
    if (name == null) {
      withoutCredential.add(key);
      return "";
    }
    return name;
  }

  /**
   * The organization, having logged what is wrong with what was added: a line a kind, however many
   * there are.
   */
  Optional<Organization> organization() {
    if (firstFailure != null) {
      log.error("Items in the table cannot be read", fields(unreadable), firstFailure);
    }
    if (!withoutCredential.isEmpty()) {
      log.warn("Credentials of resources are not in the table", fields(withoutCredential));
    }
    return Optional.ofNullable(organization).filter(known -> !known.deleted());
  }

  /** Empty where the organization has none: then it was not this service that wrote it. */
  Optional<PageKey> pageKey() {
    return Optional.ofNullable(pageKey).flatMap(PageKey::parse);
  }

  private Map<LogField, String> fields(List<Key> keys) {
    return Map.of(
        LogField.ORGANIZATION_ID, organizationId.toString(),
        LogField.COUNT, Integer.toString(keys.size()),
        LogField.SORT_KEY, keys.getFirst().sort());
  }
}
