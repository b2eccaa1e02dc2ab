package io.entryguard.resources.local.demo;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.access.PresentedCredential;
import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.dynamodb.DynamoDbAccountStore;
import io.entryguard.resources.dynamodb.DynamoDbApiKeyStore;
import io.entryguard.resources.dynamodb.Table;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the demo's data into the table. */
public final class DemoSeed {
  private DemoSeed() {}

  /** Puts both organizations, a credential of each, and Paid's key. */
  public static void plant(DynamoDbClient dynamoDb, String tableName, DemoApiKey paidKey) {
    var table = new Table(tableName);
    AccountStore accounts = new DynamoDbAccountStore(dynamoDb, table);
    accounts.save(DemoAccounts.FREE);
    accounts.save(DemoAccounts.FREE_CREDENTIAL);
    accounts.save(DemoAccounts.PAID);
    accounts.save(DemoAccounts.PAID_CREDENTIAL);
    new DynamoDbApiKeyStore(dynamoDb, table).save(apiKey(paidKey));
  }

  private static ApiKey apiKey(DemoApiKey key) {
    return new ApiKey(
        KeyHash.of(new PresentedCredential.Key(key.value())),
        DemoAccounts.PAID.id(),
        key.displayPrefix(),
        "Demo key",
        Set.of(Permission.READ_RESOURCES.scope()),
        Optional.empty(),
        false,
        1);
  }
}
