package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entryguard.resources.dynamodb.TestTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** The SDK handles each injected fault as the real one. */
final class FaultyHttpClientTest {
  private static final TestTable TABLE = TestTable.create();

  /** The number of the SDK's attempts. */
  private static final int ATTEMPTS = 3;

  private final Map<String, AttributeValue> key =
      Map.of(
          "pk", AttributeValue.fromS(UUID.randomUUID().toString()),
          "sk", AttributeValue.fromS("ITEM"));

  private FaultyHttpClient http =
      new FaultyHttpClient(UrlConnectionHttpClient.create(), Faults.none(), () -> {});

  private DynamoDbClient clientWith(Faults faults) {
    http = new FaultyHttpClient(UrlConnectionHttpClient.create(), faults, () -> {});
    return TestTable.client(http, DynamoDbBackend.withoutWaiting());
  }

  private static Faults always(Fault fault) {
    return new Faults(1, Map.of(fault, 1.0));
  }

  private void write(DynamoDbClient client) {
    client.transactWriteItems(request ->
        request.transactItems(
            TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE.table().name()).item(key))
                .build(),
            TransactWriteItem.builder()
                .conditionCheck(check ->
                    check
                        .tableName(TABLE.table().name())
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("x"), "sk", AttributeValue.fromS("x")))
                        .conditionExpression("attribute_not_exists(pk)"))
                .build()));
  }

  private boolean isWritten() {
    return TABLE
        .client()
        .getItem(request -> request.tableName(TABLE.table().name()).key(key).consistentRead(true))
        .hasItem();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONFLICT", "THROTTLED_ITEM"})
  void cancelsATransactionWhichTheSdkDoesNotRetry(Fault fault) {
    Faults faults = always(fault);

    var canceled =
        catchThrowableOfType(TransactionCanceledException.class, () -> write(clientWith(faults)));

    String code = fault == Fault.CONFLICT ? "TransactionConflict" : "ThrottlingError";
    assertThat(canceled.statusCode()).isEqualTo(400);
    assertThat(canceled.cancellationReasons())
        .hasSize(2)
        .extracting(CancellationReason::code)
        .contains(code)
        .isSubsetOf(code, "None");
    assertThat(faults.happened()).isEqualTo(Map.of(fault, 1));
    assertThat(isWritten()).isFalse();
  }

  @Test
  void reportsAConflictBesideAConditionThatFailed() {
    write(clientWith(Faults.none()));
    DynamoDbClient client = clientWith(always(Fault.CONFLICT_BESIDE));

    var canceled =
        catchThrowableOfType(
            TransactionCanceledException.class,
            () ->
                client.transactWriteItems(request ->
                    request.transactItems(
                        TransactWriteItem.builder()
                            .delete(delete ->
                                delete
                                    .tableName(TABLE.table().name())
                                    .key(key)
                                    .conditionExpression("attribute_not_exists(pk)")
                                    .returnValuesOnConditionCheckFailure("ALL_OLD"))
                            .build(),
                        TransactWriteItem.builder()
                            .put(put ->
                                put.tableName(TABLE.table().name())
                                    .item(
                                        Map.of(
                                            "pk", AttributeValue.fromS("x"),
                                            "sk", AttributeValue.fromS("y"))))
                            .build())));

    assertThat(canceled.cancellationReasons())
        .extracting(CancellationReason::code)
        .containsExactly("ConditionalCheckFailed", "TransactionConflict");
    assertThat(canceled.cancellationReasons().getFirst().item()).isEqualTo(key);
    assertThat(isWritten()).isTrue();
  }

  @Test
  void changesNothingOfATransactionThatCommits() {
    write(clientWith(always(Fault.CONFLICT_BESIDE)));

    assertThat(isWritten()).isTrue();
  }

  @Test
  void reachesNobodyInAnOutage() {
    Faults faults = always(Fault.OUTAGE);
    DynamoDbClient client = clientWith(faults);

    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(SdkException.class).isThrownBy(() -> write(client));
    }
    assertThat(faults.happened()).isEqualTo(Map.of(Fault.OUTAGE, 5 * ATTEMPTS));
    assertThat(isWritten()).isFalse();
  }

  @Test
  void refusesAnUpdateThatConflictsWithATransaction() {
    DynamoDbClient client = clientWith(always(Fault.CONFLICT));

    var conflict =
        catchThrowableOfType(
            TransactionConflictException.class,
            () -> client.updateItem(request -> request.tableName(TABLE.table().name()).key(key)));

    assertThat(conflict.statusCode()).isEqualTo(400);
    assertThat(isWritten()).isFalse();
  }

  @Test
  void reportsATransactionInProgressWhichTheSdkRetries() {
    Faults faults = always(Fault.IN_PROGRESS);

    var inProgress =
        catchThrowableOfType(TransactionInProgressException.class, () -> write(clientWith(faults)));

    assertThat(((AwsServiceException) inProgress).isThrottlingException()).isTrue();
    assertThat(faults.happened()).isEqualTo(Map.of(Fault.IN_PROGRESS, ATTEMPTS));
  }

  @Test
  void returnsABatchUnprocessed() {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder().keys(List.of(key)).consistentRead(true).build();

    BatchGetItemResponse response =
        clientWith(always(Fault.LEFT_OUT))
            .batchGetItem(request -> request.requestItems(Map.of(TABLE.table().name(), wanted)));

    assertThat(response.responses()).isEmpty();
    assertThat(response.unprocessedKeys()).isEqualTo(Map.of(TABLE.table().name(), wanted));
  }

  @Test
  void throttlesInBothWaysOfDynamoDb() {
    Faults faults = always(Fault.THROTTLED);
    DynamoDbClient client = clientWith(faults);

    List<String> codes =
        IntStream.range(0, 10)
            .mapToObj(_ -> catchThrowableOfType(AwsServiceException.class, () -> write(client)))
            .map(throttled -> {
              assertThat(throttled.isThrottlingException()).isTrue();
              return throttled.awsErrorDetails().errorCode();
            })
            .toList();

    assertThat(codes).contains("ThrottlingException", "ProvisionedThroughputExceededException");
    assertThat(isWritten()).isFalse();
  }

  @Test
  void failsWith500WhichTheSdkRetries() {
    Faults faults = always(Fault.SERVER_FAULT);

    assertThatThrownBy(() -> write(clientWith(faults)))
        .isInstanceOf(InternalServerErrorException.class);

    assertThat(faults.happened()).isEqualTo(Map.of(Fault.SERVER_FAULT, ATTEMPTS));
    assertThat(isWritten()).isFalse();
  }

  @Test
  void losesACallWithoutEffect() {
    assertThatThrownBy(() -> write(clientWith(always(Fault.LOST_CALL))))
        .isInstanceOf(SdkClientException.class);

    assertThat(isWritten()).isFalse();
  }

  @Test
  void losesTheResponseOfASuccessfulCall() {
    assertThatThrownBy(() -> write(clientWith(always(Fault.LOST_ANSWER))))
        .isInstanceOf(SdkClientException.class);

    assertThat(isWritten()).isTrue();
  }

  @Test
  void completesACallAfterTheClientGaveUp() throws IOException {
    Faults faults =
        Faults.inOrder("TransactWriteItems", Fault.LATE_CALL, Fault.LATE_CALL, Fault.LATE_CALL);
    assertThatThrownBy(() -> write(clientWith(faults))).isInstanceOf(SdkClientException.class);
    assertThat(isWritten()).isFalse();

    http.deliverLateCalls();

    assertThat(isWritten()).isTrue();
  }

  @Test
  void injectsFaultsOnlyIntoThePlannedCalls() {
    Faults faults = Faults.inOrder("TransactWriteItems", Fault.SERVER_FAULT, Fault.LOST_CALL);
    DynamoDbClient client = clientWith(faults);

    write(client);

    assertThat(faults.happened()).isEqualTo(Map.of(Fault.SERVER_FAULT, 1, Fault.LOST_CALL, 1));
    assertThat(isWritten()).isTrue();
  }
}
