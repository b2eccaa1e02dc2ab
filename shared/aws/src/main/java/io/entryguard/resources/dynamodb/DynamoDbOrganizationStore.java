package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.Versioned;
import io.entryguard.resources.list.CursorSigningKey;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.SaveOutcome;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Organizations and credentials in the one table. */
public final class DynamoDbOrganizationStore implements OrganizationStore {
  private static final List<String> OPTIONAL =
      List.of(OrganizationItem.MAX_RESOURCES, OrganizationItem.DELETED);

  private final DynamoDbClient client;
  private final Table table;
  private final RandomGenerator random;

  /**
   * @param random makes what nobody may guess
   */
  @Inject
  public DynamoDbOrganizationStore(DynamoDbClient client, Table table, RandomGenerator random) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.random = requireNonNull(random, "random is null");
  }

  /** An update, not a put: resource count and page key are in the same item, and stay. */
  @Override
  public SaveOutcome save(Organization organization) {
    Map<String, AttributeValue> content = OrganizationItem.content(organization);
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    names.put("#count", OrganizationItem.RESOURCE_COUNT);
    values.put(":zero", Versioned.number(0));
    names.put("#pageKey", OrganizationItem.PAGE_KEY);
    values.put(":pageKey", AttributeValue.fromS(CursorSigningKey.random(random).text()));
    List<String> set =
        new ArrayList<>(
            List.of(
                "#count = if_not_exists(#count, :zero)",
                "#pageKey = if_not_exists(#pageKey, :pageKey)"));
    content.forEach((name, value) -> {
      names.put("#" + name, name);
      values.put(":" + name, value);
      set.add("#%1$s = :%1$s".formatted(name));
    });
    List<String> absent = OPTIONAL.stream().filter(name -> !content.containsKey(name)).toList();
    absent.forEach(name -> names.put("#" + name, name));
    String remove =
        absent.isEmpty()
            ? ""
            : " REMOVE " + String.join(", ", absent.stream().map(name -> "#" + name).toList());

    var request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(Key.of(organization.id()).attributes())
            .updateExpression("SET " + String.join(", ", set) + remove)
            .conditionExpression(Versioned.NEWER)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return Versioned.save(content, () -> StoreCalls.call(() -> client.updateItem(request)));
  }

  @Override
  public SaveOutcome save(Credential credential) {
    Map<String, AttributeValue> content = CredentialItem.content(credential);
    Map<String, AttributeValue> item = new HashMap<>(content);
    item.putAll(Key.of(credential.organization(), credential.id()).attributes());

    var request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression(Versioned.NEWER)
            .expressionAttributeNames(Map.of("#version", Versioned.VERSION))
            .expressionAttributeValues(Map.of(":version", Versioned.number(credential.version())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return Versioned.save(content, () -> StoreCalls.call(() -> client.putItem(request)));
  }
}
