package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.Item;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.list.CursorSigningKey;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Puts an organization's items together, which come in the order of their sort keys: credentials,
 * the organization, resources; these it delivers one by one, if the organization is active. A
 * resource or credential that cannot be read is left out, so that it does not hide the others.
 */
final class PartitionReader {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

  private final OrganizationId organizationId;
  private final ResourceSink resources;
  private final Map<CredentialId, String> credentialNames = new HashMap<>();
  private final List<Key> unreadable = new ArrayList<>();
  private final List<Key> withoutCredential = new ArrayList<>();
  private @Nullable Organization organization;
  private @Nullable String signingKey;
  private @Nullable RuntimeException firstFailure;
  private boolean open = true;

  PartitionReader(OrganizationId organizationId, ResourceSink resources) {
    this.organizationId = requireNonNull(organizationId, "organizationId is null");
    this.resources = requireNonNull(resources, "resources is null");
  }

  void add(Item item) {
    Key key = Key.of(item);
    if (key.isOrganization()) {
      organization = OrganizationItem.read(organizationId, item);
      signingKey = item.attributes().text(OrganizationItem.PAGE_KEY);
      open = organization.isActive();
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
      line(LOG.atError().setCause(firstFailure), unreadable)
          .log("Items in the table cannot be read");
    }
    if (!withoutCredential.isEmpty()) {
      line(LOG.atWarn(), withoutCredential).log("Credentials of resources are not in the table");
    }
    return Optional.ofNullable(organization).filter(known -> !known.deleted());
  }

  /** Empty where the organization has none: then it was not this service that wrote it. */
  Optional<CursorSigningKey> signingKey() {
    return Optional.ofNullable(signingKey).flatMap(CursorSigningKey::parse);
  }

  private LoggingEventBuilder line(LoggingEventBuilder line, List<Key> keys) {
    return line.addKeyValue("organizationId", organizationId.toString())
        .addKeyValue("count", Integer.toString(keys.size()))
        .addKeyValue("sortKey", keys.getFirst().sort());
  }
}
