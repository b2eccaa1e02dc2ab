package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.Organization;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Organizations and credentials in the one table. */
public final class DynamoDbAccountStore implements AccountStore {
  private static final String NEWER = "attribute_not_exists(#version) OR #version < :version";

  private final DynamoDbClient client;
  private final Table table;

  @Inject
  public DynamoDbAccountStore(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public boolean save(Organization organization) {
    boolean hasOwnLimit = organization.maxResources().isPresent();
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":name", AttributeValue.fromS(organization.name()));
    values.put(":tier", AttributeValue.fromS(organization.tier().name()));
    values.put(":status", AttributeValue.fromS(organization.status().name()));
    values.put(":version", number(organization.version()));
    values.put(":zero", number(0));
    organization.maxResources().ifPresent(limit -> values.put(":max", number(limit)));

    var request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(Key.of(organization.id()).attributes())
            .updateExpression(
                "SET #name = :name, #tier = :tier, #status = :status, #version = :version, #count ="
                    + " if_not_exists(#count, :zero)"
                    + (hasOwnLimit ? ", #max = :max" : " REMOVE #max"))
            .conditionExpression(NEWER)
            .expressionAttributeNames(
                Map.of(
                    "#name", OrganizationItem.NAME,
                    "#tier", OrganizationItem.TIER,
                    "#status", OrganizationItem.STATUS,
                    "#version", OrganizationItem.VERSION,
                    "#count", OrganizationItem.RESOURCE_COUNT,
                    "#max", OrganizationItem.MAX_RESOURCES))
            .expressionAttributeValues(values)
            .build();
    return isNewer(() -> client.updateItem(request));
  }

  @Override
  public boolean save(Credential credential) {
    Map<String, AttributeValue> item =
        new HashMap<>(Key.of(credential.organization(), credential.id()).attributes());
    item.put(CredentialItem.NAME, AttributeValue.fromS(credential.name()));
    item.put(CredentialItem.PROVIDER, AttributeValue.fromS(credential.provider().name()));
    item.put(CredentialItem.VERSION, number(credential.version()));
    if (credential.deleted()) {
      item.put(CredentialItem.DELETED, AttributeValue.fromBool(true));
    }

    var request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression(NEWER)
            .expressionAttributeNames(Map.of("#version", CredentialItem.VERSION))
            .expressionAttributeValues(Map.of(":version", number(credential.version())))
            .build();
    return isNewer(() -> client.putItem(request));
  }

  private static boolean isNewer(Runnable write) {
    try {
      StoreCalls.call(() -> {
        write.run();
        return true;
      });
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
