package io.entryguard.resources.local.demo;

import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.dynamodb.DynamoDbAccountStore;
import io.entryguard.resources.dynamodb.Table;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts the demo's data into the table. */
public final class DemoSeed {
  private DemoSeed() {}

  /** Puts both organizations, a credential of each, and Paid's key. */
  public static void plant(DynamoDbClient dynamoDb, String tableName, DemoApiKey paidKey) {
    AccountStore accounts = new DynamoDbAccountStore(dynamoDb, new Table(tableName));
    accounts.save(DemoAccounts.FREE);
    accounts.save(DemoAccounts.FREE_CREDENTIAL);
    accounts.save(DemoAccounts.PAID);
    accounts.save(DemoAccounts.PAID_CREDENTIAL);
    saveKey(dynamoDb, tableName, paidKey);
  }

  private static void saveKey(DynamoDbClient dynamoDb, String tableName, DemoApiKey key) {
    Map<String, AttributeValue> item =
        Map.of(
            "pk", AttributeValue.fromS("APIKEY#" + key.hash()),
            "sk", AttributeValue.fromS("APIKEY"),
            "organizationId", AttributeValue.fromS(DemoAccounts.PAID.id().toString()),
            "displayPrefix", AttributeValue.fromS(key.displayPrefix()),
            "name", AttributeValue.fromS("Demo key"),
            "scopes", AttributeValue.fromL(List.of(AttributeValue.fromS("resources:read"))),
            "revoked", AttributeValue.fromBool(false),
            "version", AttributeValue.fromN("1"));
    dynamoDb.putItem(request -> request.tableName(tableName).item(item));
  }
}
