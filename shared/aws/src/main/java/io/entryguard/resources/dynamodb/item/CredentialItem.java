package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A credential, as the table has it. */
public final class CredentialItem {
  public static final String NAME = "name";
  public static final String PROVIDER = "provider";
  public static final String DELETED = "deleted";

  private CredentialItem() {}

  public static Map<String, AttributeValue> content(Credential credential) {
    Map<String, AttributeValue> content = new HashMap<>();
    content.put(NAME, AttributeValue.fromS(credential.name()));
    content.put(PROVIDER, AttributeValue.fromS(credential.provider().name()));
    if (credential.deleted()) {
      content.put(DELETED, AttributeValue.fromBool(true));
    }
    content.put(Versioned.VERSION, Versioned.number(credential.version()));
    return content;
  }

  public static Credential read(
      OrganizationId organization, CredentialId id, Map<String, AttributeValue> attributes) {
    return read(organization, id, Item.of(attributes));
  }

  public static Credential read(OrganizationId organization, CredentialId id, Item item) {
    return new Credential(
        organization,
        id,
        item.text(NAME),
        item.value(PROVIDER, Provider::valueOf),
        item.flag(DELETED),
        item.number(Versioned.VERSION));
  }
}
