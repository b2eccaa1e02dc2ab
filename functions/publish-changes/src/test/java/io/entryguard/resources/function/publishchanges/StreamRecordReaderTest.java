package io.entryguard.resources.function.publishchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.item.ApiKeyItem;
import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.text.SafeReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;

final class StreamRecordReaderTest {
  private static final OrganizationId ORGANIZATION = Samples.organizationId();
  private static final Resource RESOURCE = OutboundEvents.resource(ORGANIZATION);

  private static Optional<OutboundEvent> read(
      OperationType type, Map<String, AttributeValue> image) {
    return StreamRecordReader.read(StreamRecords.record(type, "1", image));
  }

  private static OutboundEvent outcome(IdempotencyRecord record) {
    return OutboundEvent.of(ORGANIZATION, record);
  }

  @Test
  void publishesANewResource() {
    assertThat(read(OperationType.INSERT, ResourceItem.write(ORGANIZATION, RESOURCE)))
        .contains(new OutboundEvent.ResourceCreated(ORGANIZATION, RESOURCE, 0));
  }

  private static final String CHANGE_ID = "0".repeat(64);
  private static final StoredResource STORED = StoredResource.created(RESOURCE);
  private static final StoredResource UPDATED =
      STORED.with(
          RESOURCE.spec(),
          true,
          Samples.NOW,
          new PendingEvent.Updated(CHANGE_ID, List.of("config", "isActive")));
  private static final StoredResource REQUESTED =
      STORED.with(Samples.NOW, new PendingEvent.VerificationRequested(CHANGE_ID));

  @Test
  void publishesWhatACallerHasChanged() {
    assertThat(read(OperationType.MODIFY, ResourceItem.write(ORGANIZATION, UPDATED)))
        .contains(
            new OutboundEvent.ResourceUpdated(
                ORGANIZATION, CHANGE_ID, UPDATED.resource(), 1, List.of("config", "isActive")));
  }

  @Test
  void publishesThatACallerAsksForAVerification() {
    assertThat(read(OperationType.MODIFY, ResourceItem.write(ORGANIZATION, REQUESTED)))
        .contains(
            new OutboundEvent.ResourceVerificationRequested(ORGANIZATION, CHANGE_ID, RESOURCE, 1));
  }

  @Test
  void publishesADeletionByTheKeysOfTheItem() {
    assertThat(read(OperationType.REMOVE, Key.of(ORGANIZATION, RESOURCE.id()).attributes()))
        .contains(new OutboundEvent.ResourceDeleted(ORGANIZATION, RESOURCE.id()));
  }

  @ParameterizedTest
  @EnumSource(
      value = OperationType.class,
      names = {"INSERT", "MODIFY"})
  void publishesWhatBecameOfARequestAlsoInPlaceOfOneThatHasExpired(OperationType type) {
    IdempotencyRecord completed = OutboundEvents.completed("request-1", RESOURCE.id());
    IdempotencyRecord refused = OutboundEvents.refused("request-1");

    assertThat(read(type, IdempotencyItem.write(ORGANIZATION, completed)))
        .contains(outcome(completed));
    assertThat(read(type, IdempotencyItem.write(ORGANIZATION, refused))).contains(outcome(refused));
  }

  /** An event with a number sign in its request's id is malformed; an older table may hold one. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "a#b", "##", "EVENT#1", "~!\"/"})
  void readsTheIdOfARequestToTheCharacter(String requestId) {
    IdempotencyRecord record = OutboundEvents.refused(requestId);

    assertThat(read(OperationType.INSERT, IdempotencyItem.write(ORGANIZATION, record)))
        .contains(outcome(record));
  }

  static Stream<Arguments> unpublished() {
    Map<String, AttributeValue> resource = ResourceItem.write(ORGANIZATION, RESOURCE);
    Credential credential = Samples.credential(ORGANIZATION, Provider.AWS);
    return Stream.of(
        argumentSet("a resource that was verified", OperationType.MODIFY, resource),
        argumentSet(
            "the sessions of a resource whose change was announced",
            OperationType.MODIFY,
            ResourceItem.write(ORGANIZATION, UPDATED.with(new ActiveSessions(1, 1)))),
        argumentSet(
            "a record of a request that has expired",
            OperationType.REMOVE,
            IdempotencyItem.write(ORGANIZATION, OutboundEvents.refused("request-1"))),
        argumentSet(
            "a request over HTTP",
            OperationType.INSERT,
            IdempotencyItem.write(ORGANIZATION, Samples.record(RESOURCE, "EVENT#1"))),
        argumentSet(
            "an organization",
            OperationType.INSERT,
            item(
                Key.of(ORGANIZATION),
                OrganizationItem.content(Samples.organization(ORGANIZATION, Tier.FREE)))),
        argumentSet(
            "a credential",
            OperationType.INSERT,
            item(Key.of(ORGANIZATION, credential.id()), CredentialItem.content(credential))),
        argumentSet(
            "an API key",
            OperationType.INSERT,
            item(
                ApiKeyItem.keyOf(ApiKeys.reading("eg_live_1").hash()),
                ApiKeyItem.content(ApiKeys.reading("eg_live_1")))));
  }

  private static Map<String, AttributeValue> item(Key key, Map<String, AttributeValue> content) {
    Map<String, AttributeValue> item = new HashMap<>(content);
    item.putAll(key.attributes());
    return item;
  }

  @ParameterizedTest
  @MethodSource("unpublished")
  void publishesNothingElse(OperationType type, Map<String, AttributeValue> image) {
    assertThat(read(type, image)).isEmpty();
  }

  @Test
  void publishesNothingOfARecordThatNamesNoChange() {
    assertThat(StreamRecordReader.read(new DynamodbStreamRecord())).isEmpty();
  }

  static Stream<Arguments> unreadable() {
    Map<String, AttributeValue> resource = ResourceItem.write(ORGANIZATION, RESOURCE);
    Map<String, AttributeValue> request =
        IdempotencyItem.write(ORGANIZATION, OutboundEvents.refused("request-1"));
    return Stream.of(
        argumentSet("nothing", Map.of(), "attribute pk cannot be read"),
        argumentSet("no sk", without(resource, "sk"), "attribute sk cannot be read"),
        argumentSet(
            "a resource without name", without(resource, "name"), "attribute name cannot be read"),
        argumentSet(
            "a name that is a number",
            with(resource, "name", AttributeValue.fromN("1")),
            "attribute name cannot be read"),
        argumentSet(
            "a name that is a list",
            with(resource, "name", AttributeValue.fromL(List.of())),
            "attribute name cannot be read"),
        argumentSet(
            "a provider that is none",
            with(resource, "provider", AttributeValue.fromS("HETZNER")),
            "attribute provider cannot be read"),
        argumentSet(
            "a time that is none",
            with(resource, "createdAt", AttributeValue.fromS("yesterday")),
            "attribute createdAt cannot be read"),
        argumentSet("AWS without region", without(resource, "region"), "IllegalArgumentException"),
        argumentSet(
            "config of 17 KiB",
            with(resource, "config", AttributeValue.fromS("a".repeat(17 * 1024))),
            "InvalidValueException"),
        argumentSet(
            "a resource's id that is none",
            with(resource, "sk", AttributeValue.fromS("RESOURCE#1")),
            "attribute sk cannot be read"),
        argumentSet(
            "a resource in another partition",
            with(resource, "pk", AttributeValue.fromS("APIKEY#1")),
            "attribute pk cannot be read"),
        argumentSet(
            "an organization's id that is none",
            with(resource, "pk", AttributeValue.fromS("ORG#1")),
            "attribute pk cannot be read"),
        argumentSet(
            "a request of nobody",
            without(request, "requestedBy"),
            "attribute requestedBy cannot be read"),
        argumentSet(
            "a request without outcome",
            without(request, "error"),
            "attribute resourceId cannot be read"),
        argumentSet(
            "a refusal for no known reason",
            with(request, "error", AttributeValue.fromS("OTHER")),
            "attribute error cannot be read"),
        argumentSet(
            "a request's id that is empty",
            with(request, "sk", AttributeValue.fromS("EVENT#" + "0".repeat(64) + "#")),
            "InvalidValueException"),
        argumentSet(
            "a request's key without id",
            with(request, "sk", AttributeValue.fromS("EVENT#" + "0".repeat(64))),
            "attribute sk cannot be read"),
        argumentSet(
            "a request's key with a short hash",
            with(request, "sk", AttributeValue.fromS("EVENT#" + "0".repeat(63) + "#1")),
            "attribute sk cannot be read"),
        argumentSet(
            "an end of all time",
            with(request, "ttl", AttributeValue.fromN(Long.toString(Long.MAX_VALUE))),
            "DateTimeException"));
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, String name) {
    Map<String, AttributeValue> without = new HashMap<>(item);
    without.remove(name);
    return without;
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> with = new HashMap<>(item);
    with.put(name, value);
    return with;
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void throwsWhatSaysWhyAnItemCannotBeRead(Map<String, AttributeValue> image, String reason) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> read(OperationType.INSERT, image))
        .satisfies(cause -> assertThat(reason(cause)).isEqualTo(reason));
  }

  private static String reason(RuntimeException cause) {
    return cause instanceof SafeReason explained
        ? explained.reason()
        : cause.getClass().getSimpleName();
  }
}
