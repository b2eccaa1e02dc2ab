package io.entryguard.resources.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.announcement.Announcement;
import io.entryguard.resources.announcement.Announcement.ResourceCreated;
import io.entryguard.resources.announcement.Announcements;
import io.entryguard.resources.event.EventSchemas;
import io.entryguard.resources.eventbridge.EventBridgeAnnouncer;
import io.entryguard.resources.eventbridge.EventBusName;
import io.entryguard.resources.eventbridge.InMemoryEventBridge;
import io.entryguard.resources.json.AnnouncementWriter;
import io.entryguard.resources.lambda.StreamEventSerializer;
import io.entryguard.resources.lambda.TestContext;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.resource.IdempotencyKey;
import io.entryguard.resources.resource.Refusal;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.resource.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
final class AnnouncementSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = EventSchemas.FOLDER.resolve("samples");

  /** What the function puts on the bus for a file of {@code events/}. */
  private static PutEventsRequestEntry published(String file) throws IOException {
    DynamodbEvent batch =
        new StreamEventSerializer()
            .fromJson(
                Files.readString(Path.of("../events/" + file + ".json")), DynamodbEvent.class);
    var bridge = new InMemoryEventBridge();
    new PublishFunction(
            new EventBridgeAnnouncer(bridge, new EventBusName("bus-1")),
            new Log(_ -> {}, () -> Samples.NOW))
        .handle(batch, new TestContext());
    assertThat(bridge.events()).hasSize(1);
    return bridge.events().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "publish-resource-created,  ResourceCreated",
    "publish-request-completed, ResourceRequestCompleted",
    "publish-request-refused,   ResourceRequestRefused"
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
              Stream.of(Announcement.class.getPermittedSubclasses())
                  .map(Class::getSimpleName)
                  .toList());
    }
  }

  static Stream<Announcement> announcements() {
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
            new ResourceCreated(organization, Samples.resource(full)),
            new ResourceCreated(organization, Samples.resource(bare)),
            Announcements.createdWithMuchConfig(organization),
            new Announcement.ResourceRequestCompleted(
                organization, request, Samples.NOW, Samples.resource(full).id())),
        Stream.of(Refusal.Code.values())
            .map(code ->
                new Announcement.ResourceRequestRefused(
                    organization, request, Samples.NOW, new Refusal(code, "No \"1\"\n"))));
  }

  @ParameterizedTest
  @MethodSource("announcements")
  void writesWhatTheSchemaDescribesAndNothingElse(Announcement announcement) throws IOException {
    String type = announcement.getClass().getSimpleName();
    String detail = AnnouncementWriter.write(announcement);
    JsonNode schema = JSON.readTree(EventSchemas.file(type).toFile());

    assertThat(EventSchemas.problems(EventSchemas.of(type), detail)).isEmpty();
    assertDescribed(schema, JSON.readTree(detail));
    if (announcement instanceof ResourceCreated) {
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

    assertThat(AnnouncementWriter.write(Announcements.created(organization)))
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
        .containsExactlyElementsOf(
            List.of(Refusal.Code.values()).stream().map(Refusal.Code::name).toList());
  }
}
