package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.DynamoDbOrganizationStore;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Tier;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A test's own table, with organizations in every state that an audit can find. */
final class TestOrganizations {
  private final TestTable created = TestTable.create();
  private final DynamoDbClient client = created.client();
  private final Table table = created.table();

  String name() {
    return table.name();
  }

  /** The endpoint of DynamoDB Local. */
  URI endpoint() {
    return client.serviceClientConfiguration().endpointOverride().orElseThrow();
  }

  AuditedTable audited() {
    return new AuditedTable(client, table);
  }

  /** The same table with an action before its calls. */
  AuditedTable audited(ExecutionInterceptor before) {
    return new AuditedTable(
        TestTable.client(
            UrlConnectionHttpClient.builder().build(),
            ClientOverrideConfiguration.builder().addExecutionInterceptor(before).build()),
        table);
  }

  /** Creates an organization with this many resources and a correct counter. */
  OrganizationId organization(int resources) {
    var id = new OrganizationId(UUID.randomUUID());
    new DynamoDbOrganizationStore(client, table, new SecureRandom())
        .save(
            new Organization(
                id,
                "Maple Studio",
                Tier.PAID,
                OrganizationStatus.ACTIVE,
                OptionalInt.empty(),
                0,
                false,
                1));
    for (int i = 0; i < resources; i++) {
      createResource(id);
    }
    return id;
  }

  /** Creates a resource and increments the counter in one transaction, like the service. */
  Key createResource(OrganizationId organization) {
    return createResource(organization, UUID.randomUUID().toString());
  }

  Key createResource(OrganizationId organization, String id) {
    Key key = new Key(Key.partitionOf(organization), Key.RESOURCE + id);
    client.transactWriteItems(request ->
        request.transactItems(
            TransactWriteItem.builder().update(count(organization, 1)).build(),
            TransactWriteItem.builder()
                .put(Put.builder().tableName(table.name()).item(key.attributes()).build())
                .build()));
    return key;
  }

  void deleteResource(OrganizationId organization, Key key) {
    client.transactWriteItems(request ->
        request.transactItems(
            TransactWriteItem.builder().update(count(organization, -1)).build(),
            TransactWriteItem.builder()
                .delete(Delete.builder().tableName(table.name()).key(key.attributes()).build())
                .build()));
  }

  private Update count(OrganizationId organization, int by) {
    return Update.builder()
        .tableName(table.name())
        .key(organizationKey(organization).attributes())
        .updateExpression("SET #count = #count + :by")
        .expressionAttributeNames(Map.of("#count", OrganizationItem.RESOURCE_COUNT))
        .expressionAttributeValues(Map.of(":by", number(by)))
        .build();
  }

  private static Key organizationKey(OrganizationId organization) {
    return new Key(Key.partitionOf(organization), Key.ORGANIZATION);
  }

  /** Puts a resource without counting it, with this many bytes of content. */
  void putUncounted(OrganizationId organization, int bytes) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            new Key(Key.partitionOf(organization), Key.RESOURCE + UUID.randomUUID()).attributes());
    item.put("config", AttributeValue.fromS("x".repeat(bytes)));
    client.putItem(request -> request.tableName(table.name()).item(item));
  }

  void setCounter(OrganizationId organization, AttributeValue value) {
    client.updateItem(request ->
        request
            .tableName(table.name())
            .key(organizationKey(organization).attributes())
            .updateExpression("SET #count = :value")
            .expressionAttributeNames(Map.of("#count", OrganizationItem.RESOURCE_COUNT))
            .expressionAttributeValues(Map.of(":value", value)));
  }

  void setCounter(OrganizationId organization, int value) {
    setCounter(organization, number(value));
  }

  void removeCounter(OrganizationId organization) {
    client.updateItem(request ->
        request
            .tableName(table.name())
            .key(organizationKey(organization).attributes())
            .updateExpression("REMOVE #count")
            .expressionAttributeNames(Map.of("#count", OrganizationItem.RESOURCE_COUNT)));
  }

  void removeOrganization(OrganizationId organization) {
    client.deleteItem(
        request -> request.tableName(table.name()).key(organizationKey(organization).attributes()));
  }

  /** Returns all items. */
  List<Map<String, AttributeValue>> items() {
    return client.scanPaginator(request -> request.tableName(table.name())).items().stream()
        .toList();
  }

  Map<String, AttributeValue> item(OrganizationId organization) {
    return client
        .getItem(request ->
            request
                .tableName(table.name())
                .key(organizationKey(organization).attributes())
                .consistentRead(true))
        .item();
  }

  String counter(OrganizationId organization) {
    return requireNonNull(
            item(organization).get(OrganizationItem.RESOURCE_COUNT), "resourceCount is null")
        .n();
  }

  private static AttributeValue number(int value) {
    return AttributeValue.fromN(Integer.toString(value));
  }
}
