package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.demo.DemoAccounts;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.stack.EventSourceMapping.Delivery;
import io.entryguard.resources.local.stack.EventSourceMapping.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Events from the bus to the table or the dead-letter queue, by the stack's rule and queues. */
@OnLocalStack
class ProvisioningOnLocalStackTest {
  /** The hash in events/provision-api-key-changed.json. */
  private static final String SAMPLE_KEY_HASH =
      "28e665ae57618cb8a36cacbb6fef614be23e7fbafc934cd55c902ee4b93aaec3";

  /** The template's maxReceiveCount. */
  private static final List<Integer> EVERY_RECEIVE = List.of(1, 2, 3, 4, 5);

  private final Stack stack;
  private final Bus bus;
  private final EventSourceMapping mapping;
  private final DeadLetterQueue deadLetters;
  private final LoadedFunction provision;

  ProvisioningOnLocalStackTest(Stack stack) {
    this.stack = stack;
    this.bus = new Bus(stack);
    this.mapping = new EventSourceMapping(stack);
    this.deadLetters = new DeadLetterQueue(stack);
    this.provision = stack.function("ProvisionFunction");
  }

  @BeforeEach
  void clearDeadLetters() {
    deadLetters.clear();
  }

  @Test
  void writesEverySampleToTheTable() {
    List<String> events = bus.put(bus.samples());

    Work work = mapping.run(provision, soFar -> allDone(soFar, events));

    assertThat(events).hasSizeGreaterThanOrEqualTo(8);
    assertThat(work.deliveries()).hasSizeGreaterThanOrEqualTo(events.size());
    assertThat(organization(DemoAccounts.FREE.toString()))
        .containsEntry("name", AttributeValue.fromS("Maple Studio"));
    assertThat(organization(DemoAccounts.PAID.toString()))
        .containsEntry("name", AttributeValue.fromS("Harbour Systems"))
        .containsEntry("resourceCount", AttributeValue.fromN("1"));
    assertThat(item("ORG#" + DemoAccounts.PAID, "CREDENTIAL#" + DemoAccounts.PAID_CREDENTIAL))
        .containsEntry("name", AttributeValue.fromS("AWS Main Account"));
    assertThat(item("APIKEY#" + SAMPLE_KEY_HASH, "APIKEY"))
        .containsEntry("organizationId", AttributeValue.fromS(DemoAccounts.PAID.toString()));
    assertThat(resources(DemoAccounts.PAID.toString()))
        .singleElement()
        .satisfies(resource ->
            assertThat(resource)
                .containsEntry("name", AttributeValue.fromS("Production API Gateway")));
  }

  @Test
  void endsInTheSameStateForAnyOrderAndRepetition() {
    var random = new Random(20260218);
    List<String> organizations =
        IntStream.range(0, 8).mapToObj(_ -> UUID.randomUUID().toString()).toList();
    List<PutEventsRequestEntry> events = new ArrayList<>();
    for (String organization : organizations) {
      String credential = UUID.randomUUID().toString();
      events.add(organizationChanged(organization, "Old", 1));
      events.add(organizationChanged(organization, "New", 2));
      events.add(credentialChanged(organization, credential));
      events.add(resourceRequested(organization, credential));
    }
    events.addAll(List.copyOf(events));
    Collections.shuffle(events, random);

    List<String> ids = bus.put(events);
    mapping.run(provision, soFar -> allDone(soFar, ids));

    assertThat(organizations)
        .allSatisfy(organization -> {
          assertThat(organization(organization))
              .containsEntry("name", AttributeValue.fromS("New"))
              .containsEntry("resourceCount", AttributeValue.fromN("1"));
          assertThat(resources(organization)).hasSize(1);
        });
  }

  @Test
  void deadLettersOnlyAnUnknownTypeAndLogsTheReason() {
    String unknown = UUID.randomUUID().toString();
    List<PutEventsRequestEntry> events = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      events.add(organizationChanged(UUID.randomUUID().toString(), "Maple Studio", 1));
    }
    events.add(4, bus.event("OrganizationRenamed", "{\"organizationId\":\"" + unknown + "\"}"));

    List<String> ids = bus.put(events);
    Work work = mapping.run(provision, soFar -> deadLetters.has(unknown));

    assertThat(work.of(unknown)).noneMatch(Delivery::done);
    assertThat(work.of(unknown).stream().map(Delivery::receiveCount)).isEqualTo(EVERY_RECEIVE);
    assertThat(ids.stream().filter(id -> !id.equals(ids.get(4))))
        .hasSize(9)
        .allSatisfy(id ->
            assertThat(work.of(id))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.done()).isTrue()));
    assertThat(work.log())
        .anySatisfy(line ->
            assertThat(line)
                .contains("A message is no event: it ends in the dead-letter queue")
                .contains("event.detail-type is none that is known")
                .contains(ids.get(4)));
  }

  /** EventBridge does not send such messages, but others with access to the queue could. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON %s",
        "\"%s\"",
        "{\"Type\":\"Notification\",\"Message\":\"%s\"}",
        "{\"source\":\"entryguard\",\"detail-type\":\"OrganizationChanged\",\"detail\":\"%s\"}"
      })
  void deadLettersAnythingButAnEvent(String form) {
    String mark = UUID.randomUUID().toString();
    stack
        .sqs()
        .sendMessage(request ->
            request.queueUrl(stack.output("ProvisionQueueUrl")).messageBody(form.formatted(mark)));

    Work work = mapping.run(provision, soFar -> deadLetters.has(mark));

    assertThat(work.of(mark).stream().map(Delivery::receiveCount)).isEqualTo(EVERY_RECEIVE);
    assertThat(work.log())
        .hasSize(EVERY_RECEIVE.size())
        .allSatisfy(
            line -> assertThat(line).contains("A message is no event").doesNotContain(mark));
  }

  @Test
  void deadLettersAMalformedEventAgainAfterARedrive() {
    String unknown = UUID.randomUUID().toString();
    bus.put(List.of(bus.event("OrganizationRenamed", "{\"organizationId\":\"" + unknown + "\"}")));
    mapping.run(provision, soFar -> deadLetters.has(unknown));

    deadLetters.redrive();
    Work work =
        mapping.run(provision, soFar -> !soFar.of(unknown).isEmpty() && deadLetters.has(unknown));

    assertThat(work.of(unknown)).noneMatch(Delivery::done);
  }

  @Test
  void redrivesAfterAStoreFailureAndSkipsStaleEvents() {
    LoadedFunction cutOff =
        stack.start("ProvisionFunction", Map.of("DYNAMODB_ENDPOINT", "http://127.0.0.1:1"));
    String waiting = UUID.randomUUID().toString();
    String overtaken = UUID.randomUUID().toString();
    List<String> ids =
        bus.put(
            List.of(
                organizationChanged(waiting, "Waiting", 1),
                organizationChanged(overtaken, "Old", 1)));
    Work failed =
        mapping.run(cutOff, soFar -> deadLetters.has(waiting) && deadLetters.has(overtaken));
    assertThat(failed.deliveries()).hasSize(10).noneMatch(Delivery::done);
    assertThat(failed.log())
        .allSatisfy(
            line -> assertThat(line).contains("The store is unavailable: the message comes again"));
    List<String> newer = bus.put(List.of(organizationChanged(overtaken, "New", 2)));
    mapping.run(provision, soFar -> allDone(soFar, newer));

    deadLetters.redrive();
    mapping.run(provision, soFar -> allDone(soFar, ids));

    assertThat(organization(waiting)).containsEntry("name", AttributeValue.fromS("Waiting"));
    assertThat(organization(overtaken)).containsEntry("name", AttributeValue.fromS("New"));
    assertThat(deadLetters.has(waiting)).isFalse();
    assertThat(deadLetters.has(overtaken)).isFalse();
  }

  /** The service's own events have this source. */
  @Test
  void ignoresOtherSources() {
    String other = UUID.randomUUID().toString();
    List<String> ids =
        bus.put(
            List.of(
                bus.event("entryguard.resources", "OrganizationChanged", detail(other, "Other", 1)),
                organizationChanged(UUID.randomUUID().toString(), "After it", 1)));

    Work work = mapping.run(provision, soFar -> soFar.isDone(ids.getLast()));

    assertThat(work.of(other)).isEmpty();
    assertThat(deadLetters.has(other)).isFalse();
    assertThat(organization(other)).isEmpty();
  }

  private static boolean allDone(Work work, List<String> ids) {
    return ids.stream().allMatch(work::isDone);
  }

  private PutEventsRequestEntry organizationChanged(String id, String name, int version) {
    return bus.event("OrganizationChanged", detail(id, name, version));
  }

  private static String detail(String organization, String name, int version) {
    return """
    {"organizationId":"%s","name":"%s","tier":"FREE","status":"ACTIVE","version":%d}\
    """
        .formatted(organization, name, version);
  }

  private PutEventsRequestEntry credentialChanged(String organization, String credential) {
    return bus.event(
        "CredentialChanged",
        """
        {"organizationId":"%s","credentialId":"%s","name":"AWS","provider":"AWS","version":1}\
        """
            .formatted(organization, credential));
  }

  private PutEventsRequestEntry resourceRequested(String organization, String credential) {
    return bus.event(
        "ResourceRequested",
        """
        {"organizationId":"%s","requestId":"%s","requestedBy":"terraform",
         "resource":{"name":"Gateway","credentialId":"%s","provider":"AWS",
           "resourceType":"SECURITY_GROUP","resourceIdentifier":"sg-0abc123def456",
           "region":"eu-central-1","config":{"port":443,"protocol":"tcp"}}}\
        """
            .formatted(organization, UUID.randomUUID(), credential));
  }

  private Map<String, AttributeValue> organization(String id) {
    return item("ORG#" + id, "ORG");
  }

  private Map<String, AttributeValue> item(String partition, String sort) {
    return stack
        .dynamoDb()
        .getItem(request ->
            request
                .tableName(stack.output("TableName"))
                .consistentRead(true)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort))))
        .item();
  }

  private List<Map<String, AttributeValue>> resources(String organization) {
    return stack
        .dynamoDb()
        .query(request ->
            request
                .tableName(stack.output("TableName"))
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS("ORG#" + organization),
                        ":sk", AttributeValue.fromS("RESOURCE#"))))
        .items();
  }
}
