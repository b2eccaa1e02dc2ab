package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.testing.Samples;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A create takes effect, and its response is lost. */
final class LostAnswerTest {
  private static final Optional<String> NO_KEY = Optional.empty();
  private static final Optional<String> KEY = Optional.of("key-1");

  private static final TestTable TABLE = TestTable.create();

  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);

  /** The faults of a create's first transactions. */
  private Faults faults = Faults.none();

  private DynamoDbBackend backend = new DynamoDbBackend(TABLE, faults, () -> {});

  private void given(Fault... firstTransactions) {
    faults = Faults.inOrder("TransactWriteItems", firstTransactions);
    backend = new DynamoDbBackend(TABLE, faults, () -> {});
    backend.accounts().save(Samples.organization(organization, Tier.FREE));
    backend.accounts().save(credential);
  }

  private Response create(Optional<String> key) {
    return new Service(backend, Samples.FREE_3).create(credential, "Resource", key);
  }

  private StoredState state() {
    return backend.stateOf(organization, Set.of());
  }

  @Test
  void createsOneResourceWithoutAKeyBecauseTheSdkRepeatsTheToken() {
    given(Fault.LOST_ANSWER);

    Response response = create(NO_KEY);

    assertThat(faults.happened()).isEqualTo(Map.of(Fault.LOST_ANSWER, 1));
    assertThat(response.isCreated()).isTrue();
    assertThat(state())
        .isEqualTo(new StoredState(1, Map.of(response.createdId(), "Resource"), Map.of()));
  }

  @Test
  void createsTheLastResourceDespiteTheLostResponse() {
    given();
    create(NO_KEY);
    create(NO_KEY);
    given(Fault.LOST_ANSWER, Fault.LOST_ANSWER);

    Response last = create(NO_KEY);

    assertThat(last.isCreated()).isTrue();
    assertThat(state().count()).isEqualTo(3);
    assertThat(state().resources()).hasSize(3).containsKey(last.createdId());
  }

  @Test
  void createsOneResourceDespiteALaterConflict() {
    given(Fault.LOST_ANSWER, Fault.CONFLICT, Fault.LOST_ANSWER, Fault.CONFLICT);

    Response response = create(NO_KEY);

    assertThat(faults.happened()).isEqualTo(Map.of(Fault.LOST_ANSWER, 2, Fault.CONFLICT, 2));
    assertThat(state())
        .isEqualTo(new StoredState(1, Map.of(response.createdId(), "Resource"), Map.of()));
  }

  @Test
  void waitsForItsOwnTransactionInProgress() {
    // Once more than the SDK's attempts, so that our own retries are needed.
    given(Fault.LOST_ANSWER, Fault.IN_PROGRESS, Fault.IN_PROGRESS, Fault.IN_PROGRESS);

    Response response = create(NO_KEY);

    assertThat(faults.happened()).isEqualTo(Map.of(Fault.LOST_ANSWER, 1, Fault.IN_PROGRESS, 3));
    assertThat(state())
        .isEqualTo(new StoredState(1, Map.of(response.createdId(), "Resource"), Map.of()));
  }

  @Test
  void replaysTheResponseWhenTheCallerRetriesWithAKey() {
    given(Fault.LOST_ANSWER, Fault.LOST_ANSWER, Fault.LOST_ANSWER);

    assertThat(create(KEY).isUnavailable()).isTrue();
    Response again = create(KEY);

    assertThat(again.isReplayed()).isTrue();
    assertThat(state())
        .isEqualTo(
            new StoredState(
                1, Map.of(again.createdId(), "Resource"), Map.of("key-1", again.createdId())));
    assertThat(create(KEY)).isEqualTo(again);
  }

  @Test
  void createsOneResourceIfACallArrivesAfterItsRetryWithAKey() {
    given(Fault.LATE_CALL, Fault.LATE_CALL, Fault.LATE_CALL);

    assertThat(create(KEY).isUnavailable()).isTrue();
    Response again = create(KEY);
    backend.settle();

    assertThat(again.isReplayed()).isFalse();
    assertThat(state())
        .isEqualTo(
            new StoredState(
                1, Map.of(again.createdId(), "Resource"), Map.of("key-1", again.createdId())));
  }

  @Test
  void dynamoDbLocalRecognizesARepeatedToken() {
    var item =
        Map.of(
            "pk", AttributeValue.fromS(UUID.randomUUID().toString()),
            "sk", AttributeValue.fromS("NEW"));
    var create =
        TransactWriteItemsRequest.builder()
            .transactItems(
                TransactWriteItem.builder()
                    .put(put ->
                        put.tableName(TABLE.table().name())
                            .item(item)
                            .conditionExpression("attribute_not_exists(pk)"))
                    .build())
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    var underAnotherToken =
        create.toBuilder().clientRequestToken(UUID.randomUUID().toString()).build();

    TABLE.client().transactWriteItems(create);
    TABLE.client().transactWriteItems(create);

    assertThatThrownBy(() -> TABLE.client().transactWriteItems(underAnotherToken))
        .isInstanceOf(TransactionCanceledException.class);
  }
}
