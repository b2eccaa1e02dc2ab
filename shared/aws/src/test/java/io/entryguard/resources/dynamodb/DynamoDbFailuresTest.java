package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** What DynamoDB Local never does: conflicts, throttling, failures. */
final class DynamoDbFailuresTest {
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final Resource resource = Samples.resource(Samples.spec(credential));
  private final CreationContext context =
      new CreationContext(
          Optional.of(Samples.organization(organization, Tier.FREE)),
          Optional.of(credential),
          Optional.empty());

  private final ScriptedDynamoDb dynamoDb = new ScriptedDynamoDb();
  private final TestStores stores = new TestStores(new Table("resources"), dynamoDb);

  private AddOutcome add(Deadline deadline) {
    return stores.resources().add(Samples.creation(organization, resource), context, deadline);
  }

  private static TransactionCanceledException canceled(String... codes) {
    List<CancellationReason> reasons =
        Stream.of(codes).map(code -> CancellationReason.builder().code(code).build()).toList();
    return TransactionCanceledException.builder().cancellationReasons(reasons).build();
  }

  private static RuntimeException inProgress() {
    return TransactionInProgressException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("TransactionInProgressException").build())
        .build();
  }

  @Test
  void triesAgainWhenAnotherTransactionWasInTheWay() {
    dynamoDb
        .fails(canceled("TransactionConflict", "None", "None"))
        .fails(canceled("None", "TransactionConflict", "None"))
        .answers(TransactWriteItemsResponse.builder().build());

    assertThat(add(ENOUGH_TIME)).isEqualTo(new AddOutcome.Added());

    assertThat(stores.waits()).hasSize(2);
    assertThat(stores.waits().get(0)).isBetween(Duration.ZERO, Duration.ofMillis(100));
    assertThat(stores.waits().get(1)).isBetween(Duration.ofMillis(300), Duration.ofMillis(600));
    assertThat(dynamoDb.requests()).hasSize(3).containsOnly(dynamoDb.requests().getFirst());
  }

  @Test
  void givesUpAfterAHundredConflicts() {
    for (int i = 0; i < 101; i++) {
      dynamoDb.fails(canceled("TransactionConflict", "None", "None"));
    }

    assertThatThrownBy(() -> add(ENOUGH_TIME)).isInstanceOf(StoreUnavailableException.class);

    assertThat(dynamoDb.requests()).hasSize(100);
  }

  @Test
  void givesUpWhenTheFunctionHasNoTimeLeftToTryAgain() {
    dynamoDb.fails(canceled("TransactionConflict", "None", "None"));
    var times = new ArrayDeque<>(List.of(Duration.ofSeconds(3), Duration.ofMillis(499)));

    assertThatThrownBy(() -> add(times::remove)).isInstanceOf(StoreUnavailableException.class);

    assertThat(dynamoDb.requests()).hasSize(1);
    assertThat(stores.waits()).isEmpty();
  }

  @Test
  void doesNotAskAtAllWithoutTimeForAnAnswer() {
    assertThatThrownBy(() -> add(() -> Duration.ofMillis(500)))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(dynamoDb.requests()).isEmpty();
  }

  @Test
  void leavesTheFunctionHalfASecondToAnswer() {
    dynamoDb.answers(TransactWriteItemsResponse.builder().build());

    add(() -> Duration.ofSeconds(3));

    assertThat(dynamoDb.requests())
        .extracting(request ->
            ((TransactWriteItemsRequest) request)
                .overrideConfiguration()
                .orElseThrow()
                .apiCallTimeout())
        .containsExactly(Optional.of(Duration.ofMillis(2_500)));
  }

  @Test
  void doesNotTryAgainWhenAConditionFailedBesideAConflict() {
    dynamoDb.fails(canceled("TransactionConflict", "ConditionalCheckFailed", "None"));

    assertThat(add(ENOUGH_TIME))
        .isEqualTo(
            new AddOutcome.Refused(
                new CreationContext(context.organization(), Optional.empty(), Optional.empty())));
    assertThat(dynamoDb.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
  void doesNotTryAgainInPlaceWhenDynamoDbThrottles(String code) {
    dynamoDb.fails(canceled("TransactionConflict", code, "None"));

    assertThatThrownBy(() -> add(ENOUGH_TIME)).isInstanceOf(StoreUnavailableException.class);
    assertThat(dynamoDb.requests()).hasSize(1);
  }

  @Test
  void doesNotTakeAnIdThatExistsForARefusal() {
    dynamoDb.fails(canceled("None", "None", "ConditionalCheckFailed"));

    assertThatThrownBy(() -> add(ENOUGH_TIME))
        .isInstanceOfSatisfying(
            UnexpectedResponseException.class,
            e ->
                assertThat(e.reason())
                    .isEqualTo(
                        "the transaction was canceled for [None, None, ConditionalCheckFailed]"));
  }

  @Test
  void saysThatTheStoreIsUnavailableWhenItCannotBeReached() {
    dynamoDb.fails(SdkClientException.create("connection refused"));

    assertThatThrownBy(() -> add(ENOUGH_TIME)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void saysThatTheStoreIsUnavailableWhenItThrottlesOrFails() {
    dynamoDb
        .fails(
            ProvisionedThroughputExceededException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .build())
                .build())
        .fails(DynamoDbException.builder().statusCode(500).build());

    assertThatThrownBy(() -> StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void takesARequestThatDynamoDbRefusesForAFaultOfOursAndSaysWhatDynamoDbCallsIt() {
    dynamoDb
        .fails(
            DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode("AccessDeniedException")
                        .errorMessage("arn:aws:sts::123456789012:… is not authorized")
                        .build())
                .build())
        .fails(DynamoDbException.builder().statusCode(400).build());

    assertThatThrownBy(() -> StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME))
        .isInstanceOfSatisfying(
            UnexpectedResponseException.class,
            e ->
                assertThat(e.reason())
                    .isEqualTo("DynamoDB refuses the call: AccessDeniedException"));
    assertThatThrownBy(() -> StoredPartition.read(stores.catalog(), organization, ENOUGH_TIME))
        .isInstanceOfSatisfying(
            UnexpectedResponseException.class,
            e -> assertThat(e.reason()).isEqualTo("DynamoDB refuses the call: without a code"));
  }

  @Test
  void saysThatTheStoreIsUnavailableWhenATransactionIsInTheWayOfASingleWrite() {
    dynamoDb.fails(TransactionConflictException.builder().statusCode(400).build());

    assertThatThrownBy(() -> stores.accounts().save(credential))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private RemoveOutcome remove(boolean isFinal) {
    return stores
        .changes()
        .remove(
            new Removal(organization, resource.id(), OptionalLong.empty(), isFinal), ENOUGH_TIME);
  }

  @Test
  void countsAgainWhenAnotherTransactionWasInTheWayOfADeletion() {
    dynamoDb
        .fails(canceled("None", "TransactionConflict"))
        .fails(canceled("TransactionConflict", "ConditionalCheckFailed"))
        .answers(TransactWriteItemsResponse.builder().build());

    assertThat(remove(true)).isEqualTo(RemoveOutcome.REMOVED);
    assertThat(dynamoDb.requests()).hasSize(3);
  }

  @Test
  void takesAResourceThatIsNotThereForDeletedWhateverElseIsInTheWay() {
    dynamoDb
        .fails(canceled("ConditionalCheckFailed", "None"))
        .fails(canceled("ConditionalCheckFailed", "ConditionalCheckFailed"))
        .fails(canceled("ConditionalCheckFailed", "TransactionConflict"));

    assertThat(remove(true)).isEqualTo(RemoveOutcome.GONE);
    assertThat(remove(true)).isEqualTo(RemoveOutcome.GONE);
    assertThat(remove(true)).isEqualTo(RemoveOutcome.GONE);
  }

  @Test
  void doesNotDeleteWhatItsOrganizationDoesNotCount() {
    dynamoDb.fails(canceled("None", "ConditionalCheckFailed"));

    assertThatThrownBy(() -> remove(true)).isInstanceOf(UnexpectedResponseException.class);
  }

  @Test
  void tellsACallerOfNothingWhileAnotherTransactionIsAtTheOrganization() {
    dynamoDb
        .fails(canceled("ConditionalCheckFailed", "TransactionConflict"))
        .fails(canceled("ConditionalCheckFailed", "ConditionalCheckFailed"));

    assertThat(remove(false)).isEqualTo(RemoveOutcome.ORGANIZATION_INACTIVE);
    assertThat(dynamoDb.requests()).hasSize(2);
  }

  @Test
  void asksAgainForWhatABatchLeftOut() {
    KeysAndAttributes left =
        KeysAndAttributes.builder().keys(List.of(Key.of(organization).attributes())).build();
    dynamoDb
        .answers(
            BatchGetItemResponse.builder()
                .responses(Map.of())
                .unprocessedKeys(Map.of("resources", left))
                .build())
        .answers(BatchGetItemResponse.builder().responses(Map.of()).build());

    stores.resources().contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);

    assertThat(dynamoDb.requests()).hasSize(2);
    assertThat(dynamoDb.requests().getLast())
        .hasToString("BatchGetItemRequest(RequestItems={resources=%s})".formatted(left));
    assertThat(stores.waits()).hasSize(1);
  }

  @Test
  void doesNotAskForEverForWhatABatchLeavesOut() {
    KeysAndAttributes left =
        KeysAndAttributes.builder().keys(List.of(Key.of(organization).attributes())).build();
    for (int i = 0; i < 11; i++) {
      dynamoDb.answers(
          BatchGetItemResponse.builder()
              .responses(Map.of())
              .unprocessedKeys(Map.of("resources", left))
              .build());
    }

    assertThatThrownBy(() ->
            stores
                .resources()
                .contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(dynamoDb.requests()).hasSize(10);
  }

  @Test
  void triesAgainWhenTheRecordOfTheKeyIsBeingWrittenWhateverElseStandsAgainstIt() {
    dynamoDb
        .fails(canceled("ConditionalCheckFailed", "None", "None", "TransactionConflict"))
        .answers(TransactWriteItemsResponse.builder().build());

    assertThat(
            stores
                .resources()
                .add(Samples.creation(organization, resource, "key-1"), context, ENOUGH_TIME))
        .isEqualTo(new AddOutcome.Added());
  }

  @Test
  void waitsForATryOfItsOwnThatIsStillAtWorkAndSendsTheSameTokenAgain() {
    dynamoDb.fails(inProgress()).answers(TransactWriteItemsResponse.builder().build());

    assertThat(add(ENOUGH_TIME)).isEqualTo(new AddOutcome.Added());

    List<String> tokens =
        dynamoDb.requests().stream()
            .map(request -> ((TransactWriteItemsRequest) request).clientRequestToken())
            .toList();
    assertThat(tokens).hasSize(2).containsOnly(tokens.getFirst());
  }

  @Test
  void doesNotWaitForEverForATryOfItsOwn() {
    for (int i = 0; i < 101; i++) {
      dynamoDb.fails(inProgress());
    }

    assertThatThrownBy(() -> add(ENOUGH_TIME)).isInstanceOf(StoreUnavailableException.class);
    assertThat(dynamoDb.requests()).hasSize(100);
  }
}
