package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceCatalog.Holdings;
import io.entryguard.resources.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts an organization's items together, which come in the order of their sort keys: credentials,
 * the organization, resources. A resource or credential that cannot be read is logged and left out,
 * so that it does not hide the others.
 */
final class HoldingsReader {
  private final OrganizationId organizationId;
  private final Log log;
  private final Map<CredentialId, String> credentialNames = new HashMap<>();
  private final List<NamedResource> resources = new ArrayList<>();
  private @Nullable Organization organization;

  HoldingsReader(OrganizationId organizationId, Log log) {
    this.organizationId = requireNonNull(organizationId, "organizationId is null");
    this.log = requireNonNull(log, "log is null");
  }

  void add(Map<String, AttributeValue> item) {
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
      log.error("An item in the table cannot be read", fields(key), e);
    }
  }

  private void addCredential(CredentialId id, Map<String, AttributeValue> item) {
    credentialNames.put(id, CredentialItem.read(organizationId, id, item).name());
  }

  private void addResource(Key key, Resource resource) {
    resources.add(new NamedResource(resource, credentialName(resource, key)));
  }

  /**
   * No resource is created without its credential, whose tombstone stays; should one be gone all
   * the same, the resource still counts.
   */
  private String credentialName(Resource resource, Key key) {
    String name = credentialNames.get(resource.spec().credentialId());
    if (name == null) {
      log.warn("A resource's credential is not in the table", fields(key));
      return "";
    }
    return name;
  }

  private Map<LogField, String> fields(Key key) {
    return Map.of(
        LogField.ORGANIZATION_ID, organizationId.toString(), LogField.SORT_KEY, key.sort());
  }

  Holdings holdings() {
    return new Holdings(Optional.ofNullable(organization), resources);
  }
}
