package io.entryguard.resources.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.ApiKeyStoreContract;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.ApiKeyItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.store.StoreUnavailableException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

final class DynamoDbApiKeyStoreTest implements ApiKeyStoreContract {
  private static final TestTable TABLE = TestTable.create();
  private static final String KEY = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  @Override
  public ApiKeyStore store() {
    var table = TestTable.create();
    return new DynamoDbApiKeyStore(table.client(), table.table());
  }

  @Test
  void writesTheItemThatTheTableIsDocumentedToHave() {
    ApiKey key = ApiKeys.expiring(ApiKeys.reading(KEY), Instant.parse("2026-02-18T11:00:00.5Z"));

    assertThat(item(key))
        .isEqualTo(
            Map.of(
                "pk", AttributeValue.fromS("APIKEY#" + key.hash().hex()),
                "sk", AttributeValue.fromS("APIKEY"),
                "organizationId", AttributeValue.fromS("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
                "displayPrefix", AttributeValue.fromS("eg_live_1a2b"),
                "name", AttributeValue.fromS("Nightly export"),
                "scopes",
                    AttributeValue.fromL(
                        List.of(
                            AttributeValue.fromS("resources:read"),
                            AttributeValue.fromS("sessions:read"))),
                "expiresAt", AttributeValue.fromS("2026-02-18T11:00:00Z"),
                "revoked", AttributeValue.fromBool(false),
                "version", AttributeValue.fromN("1")));
  }

  @Test
  void storesNothingOfTheKeyItself() {
    assertThat(item(ApiKeys.reading(KEY)).toString()).doesNotContain(KEY);
  }

  private static Map<String, AttributeValue> item(ApiKey key) {
    Map<String, AttributeValue> item = new HashMap<>(ApiKeyItem.content(key));
    item.putAll(ApiKeyItem.keyOf(key.hash()).attributes());
    return item;
  }

  @Test
  void readsConsistently() {
    var client = new AnsweringDynamoDb(request -> GetItemResponse.builder().build());

    new DynamoDbApiKeyStore(client, new Table("resources")).find(ApiKeys.reading(KEY).hash());

    assertThat(client.read.consistentRead()).isTrue();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        argumentSet("no organization", "organizationId", null),
        argumentSet("an organization that is none", "organizationId", AttributeValue.fromS("acme")),
        argumentSet("no prefix", "displayPrefix", null),
        argumentSet("no name", "name", null),
        argumentSet("no scopes", "scopes", null),
        argumentSet("scopes as text", "scopes", AttributeValue.fromS("resources:read")),
        argumentSet(
            "a scope that is a number",
            "scopes",
            AttributeValue.fromL(List.of(AttributeValue.fromN("1")))),
        argumentSet("an end that is no time", "expiresAt", AttributeValue.fromS("never")),
        argumentSet("an end that is a number", "expiresAt", AttributeValue.fromN("0")),
        argumentSet("no word on revocation", "revoked", null),
        argumentSet("revoked as text", "revoked", AttributeValue.fromS("true")),
        argumentSet("no version", "version", null));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void takesNoDamagedKeyForAGoodOne(String attribute, @Nullable AttributeValue value) {
    ApiKey key = ApiKeys.reading(KEY);
    Map<String, AttributeValue> item = new HashMap<>(item(key));
    if (value == null) {
      item.remove(attribute);
    } else {
      item.put(attribute, value);
    }
    TABLE.client().putItem(request -> request.tableName(TABLE.table().name()).item(item));
    var store = new DynamoDbApiKeyStore(TABLE.client(), TABLE.table());

    assertThatExceptionOfType(UnreadableItemException.class)
        .isThrownBy(() -> store.find(key.hash()))
        .satisfies(e -> assertThat(e.reason()).contains(attribute));
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        argumentSet("out of reach", SdkClientException.create("no route")),
        argumentSet(
            "throttled",
            DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .build())
                .build()),
        argumentSet("failing", DynamoDbException.builder().statusCode(500).message("oh").build()));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void saysThatItCannotAnswerNow(RuntimeException outage) {
    var store =
        new DynamoDbApiKeyStore(
            new AnsweringDynamoDb(_ -> {
              throw outage;
            }),
            new Table("resources"));

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> store.find(ApiKeys.reading(KEY).hash()));
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> store.save(ApiKeys.reading(KEY)));
  }

  @Test
  void doesNotTakeAMissingTableForAMissingKey() {
    var store = new DynamoDbApiKeyStore(TABLE.client(), new Table("no-such-table"));

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> store.find(ApiKeys.reading(KEY).hash()))
        .satisfies(e ->
            assertThat(e.reason())
                .isEqualTo("DynamoDB refuses the call: ResourceNotFoundException"));
  }

  /** Answers every read the same way, and every write alike. */
  private static final class AnsweringDynamoDb implements DynamoDbClient {
    private final Answer answer;
    private GetItemRequest read = GetItemRequest.builder().build();

    AnsweringDynamoDb(Answer answer) {
      this.answer = answer;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      read = request;
      return answer.to(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      answer.to(GetItemRequest.builder().build());
      return PutItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}

    @FunctionalInterface
    private interface Answer {
      GetItemResponse to(GetItemRequest request);
    }
  }
}
