package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts an organization's items together, which come in the order of their sort keys: credentials,
 * the organization, resources; these it hands on one by one. A resource or credential that cannot
 * be read is left out, so that it does not hide the others.
 */
final class HoldingsReader {
  private final OrganizationId organizationId;
  private final Log log;
  private final Consumer<NamedResource> resources;
  private final Map<CredentialId, String> credentialNames = new HashMap<>();
  private final List<Key> unreadable = new ArrayList<>();
  private final List<Key> withoutCredential = new ArrayList<>();
  private @Nullable Organization organization;
  private @Nullable RuntimeException firstFailure;

  HoldingsReader(OrganizationId organizationId, Log log, Consumer<NamedResource> resources) {
    this.organizationId = requireNonNull(organizationId, "organizationId is null");
    this.log = requireNonNull(log, "log is null");
    this.resources = requireNonNull(resources, "resources is null");
  }

  void add(Item item) {
    Key key = Key.of(item);
    if (key.isOrganization()) {
      organization = OrganizationItem.read(organizationId, item);
      return;
    }
    try {
      if (key.isCredential()) {
        addCredential(new CredentialId(UUID.fromString(key.id())), item);
      } else if (key.isResource()) {
        addResource(key, ResourceItem.read(new ResourceId(UUID.fromString(key.id())), item));
      }
    } catch (IllegalArgumentException | UnreadableItemException e) {
      unreadable.add(key);
      firstFailure = firstFailure == null ? e : firstFailure;
    }
  }

  private void addCredential(CredentialId id, Item item) {
    credentialNames.put(id, CredentialItem.read(organizationId, id, item).name());
  }

  private void addResource(Key key, Resource resource) {
    resources.accept(new NamedResource(resource, credentialName(resource, key)));
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

  private Map<LogField, String> fields(List<Key> keys) {
    return Map.of(
        LogField.ORGANIZATION_ID, organizationId.toString(),
        LogField.COUNT, Integer.toString(keys.size()),
        LogField.SORT_KEY, keys.getFirst().sort());
  }
}
