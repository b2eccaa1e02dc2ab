package io.entryguard.resources.function.publishchanges;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.testing.EventSchemas;
import io.entryguard.resources.testing.Repository;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * What is documented of the events that go out, what their samples are, and what is put on the bus:
 * one and the same.
 */
final class OutboundSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = EventSchemas.FOLDER.resolve("samples");

  /** A refusal of every code that requests by event are refused with. */
  private static final List<Refusal> REFUSALS =
      List.of(
          Refusal.invalid(Map.of("name", "No \"1\"\n")),
          Refusal.limitReached(3, Tier.FREE),
          Refusal.ORGANIZATION_INACTIVE,
          Refusal.CREDENTIAL_NOT_FOUND);

  /** What the function puts on the bus for a file of {@code events/}. */
  private static PutEventsRequestEntry published(String file) throws IOException {
    DynamodbEvent batch =
        new StreamEventSerializer()
            .fromJson(
                Files.readString(Repository.path("events/" + file + ".json")), DynamodbEvent.class);
    var bridge = new InMemoryEventBridge();
    new PublishFunction(InMemoryEventBridge.publisher(bridge)).handle(batch, new TestContext());
    assertThat(bridge.events()).hasSize(1);
    return bridge.events().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "publish-resource-created,       ResourceCreated",
    "publish-resource-updated,       ResourceUpdated",
    "publish-resource-deleted,       ResourceDeleted",
    "publish-verification-requested, ResourceVerificationRequested",
    "publish-request-completed,      ResourceRequestCompleted",
    "publish-request-refused,        ResourceRequestRefused"
  })
  void putsWhatTheSampleShows(String file, String type) throws IOException {
    JsonNode sample = JSON.readTree(SAMPLES.resolve(type + ".json").toFile());
    PutEventsRequestEntry published = published(file);

    assertThat(published.source()).isEqualTo(sample.path("source").asText());
    assertThat(published.detailType()).isEqualTo(sample.path("detail-type").asText());
    assertThat(JSON.readTree(published.detail())).isEqualTo(sample.path("detail"));
  }

  @Test
  void hasASampleOfEveryType() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(OutboundEvent.class.getPermittedSubclasses())
                  .map(Class::getSimpleName)
                  .toList());
    }
  }

  static Stream<OutboundEvent> events() {
    OrganizationId organization = Samples.organizationId();
    ResourceSpec full = Samples.spec(Samples.credential(organization, Provider.AWS));
    var bare =
        new ResourceSpec(
            new ResourceName("東京 \"1\" \\"),
            new CredentialId(UUID.randomUUID()),
            Provider.APISIX,
            new ResourceType("GATEWAY"),
            new ResourceIdentifier("g".repeat(2_048)),
            Optional.empty(),
            Optional.empty());
    var request = new IdempotencyKey(IdempotencyKey.Origin.EVENT, "東京 \"1\"", "~!\"\\/'");
    return Stream.concat(
        Stream.of(
            new ResourceCreated(organization, Samples.resource(full), 1),
            new ResourceCreated(organization, Samples.resource(bare), 0),
            OutboundEvents.createdWithMuchConfig(organization),
            new OutboundEvent.ResourceUpdated(
                organization,
                "0".repeat(64),
                Samples.resource(full),
                OutboundEvent.ResourceDeleted.REVISION,
                List.of(
                    "config", "credentialId", "isActive", "name", "region", "resourceIdentifier")),
            new OutboundEvent.ResourceVerificationRequested(
                organization, "0".repeat(64), Samples.resource(bare), 2),
            new OutboundEvent.ResourceDeleted(organization, Samples.resource(full).id()),
            new OutboundEvent.ResourceRequestCompleted(
                organization, request, Samples.NOW, Samples.resource(full).id())),
        REFUSALS.stream()
            .map(refusal ->
                new OutboundEvent.ResourceRequestRefused(
                    organization, request, Samples.NOW, refusal)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void writesWhatTheSchemaDescribesAndNothingElse(OutboundEvent event) throws IOException {
    String type = event.type();
    String detail = OutboundEventWriter.write(event);
    // The product has an event of that name too.
    String name = event instanceof OutboundEvent.ResourceDeleted ? type + ".published" : type;
    JsonNode schema = JSON.readTree(EventSchemas.file(name).toFile());

    assertThat(schema.path("title").asText()).isEqualTo(type);
    assertThat(EventSchemas.problems(EventSchemas.of(name), detail)).isEmpty();
    assertDescribed(schema, JSON.readTree(detail));
    if (schema.path("properties").has("resource")) {
      assertDescribed(schema.at("/properties/resource"), JSON.readTree(detail).path("resource"));
    }
  }

  private static void assertDescribed(JsonNode schema, JsonNode written) {
    var described = new TreeSet<String>();
    schema.path("properties").fieldNames().forEachRemaining(described::add);
    var required = new TreeSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    var names = new TreeSet<String>();
    written.fieldNames().forEachRemaining(names::add);

    assertThat(names).isEqualTo(described).isEqualTo(required);
  }

  @Test
  void givesConfigAsItWasSentToTheCharacter() {
    OrganizationId organization = Samples.organizationId();
    String config = "{\"port\": 443, \"protocol\": \"tcp\"}";

    assertThat(OutboundEventWriter.write(OutboundEvents.created(organization)))
        .contains("\"config\":" + config + ",")
        .doesNotContain("credentialName");
  }

  @Test
  void namesEveryReasonThatThereIs() throws IOException {
    JsonNode reasons =
        JSON.readTree(EventSchemas.file("ResourceRequestRefused").toFile())
            .at("/properties/error/enum");

    assertThat(reasons)
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            REFUSALS.stream().map(refusal -> refusal.code().name()).toList());
  }
}
