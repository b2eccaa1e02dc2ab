package io.entryguard.resources.local.service;

import io.entryguard.resources.local.template.TableDefinition;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Creates the table that the template defines. */
public final class TableCreation {
  private TableCreation() {}

  /** Creates the table, which DynamoDB Local makes available at once. */
  public static void create(DynamoDbClient dynamoDb, TableDefinition table) {
    List<AttributeDefinition> attributes =
        table.attributeTypes().entrySet().stream()
            .map(attribute ->
                AttributeDefinition.builder()
                    .attributeName(attribute.getKey())
                    .attributeType(attribute.getValue())
                    .build())
            .toList();
    // DynamoDB requires the partition key first.
    List<KeySchemaElement> keys =
        table.keyTypes().entrySet().stream()
            .map(key ->
                KeySchemaElement.builder()
                    .attributeName(key.getKey())
                    .keyType(key.getValue())
                    .build())
            .sorted((one, other) -> one.keyTypeAsString().compareTo(other.keyTypeAsString()))
            .toList();
    dynamoDb.createTable(request ->
        request
            .tableName(table.name())
            .attributeDefinitions(attributes)
            .keySchema(keys)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .streamSpecification(
                stream -> stream.streamEnabled(true).streamViewType(table.streamViewType())));
    dynamoDb.updateTimeToLive(request ->
        request
            .tableName(table.name())
            .timeToLiveSpecification(
                ttl -> ttl.attributeName(table.timeToLiveAttribute()).enabled(true)));
  }
}
