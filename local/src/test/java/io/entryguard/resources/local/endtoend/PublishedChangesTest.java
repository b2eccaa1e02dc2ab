package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events that the service publishes for changes by callers and by other services. */
@ExtendWith(LocalApiExtension.class)
final class PublishedChangesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A generous timeout for slow machines. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Customer customer;

  PublishedChangesTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.FREE);
  }

  @Test
  void publishesAResourceCreatedOverHttp() throws IOException {
    JsonNode created = customer.create(RequestJson.valid()).json();

    JsonNode event = await(1).getFirst();

    assertThat(event.path("source").asText()).isEqualTo("entryguard.resources");
    assertThat(event.path("detail-type").asText()).isEqualTo("ResourceCreated");
    JsonNode shown = ((ObjectNode) created.deepCopy()).without("credentialName");
    assertThat(event.at("/detail/resource")).isEqualTo(shown);
  }

  @Test
  void publishesTheOutcomesOfRequestsByEvent() throws IOException {
    UUID granted = UUID.randomUUID();
    UUID refused = UUID.randomUUID();
    request(granted, RequestJson.valid().toString());
    request(refused, "{}");

    List<JsonNode> events = await(3);

    JsonNode created = ofType(events, "ResourceCreated");
    JsonNode completed = ofType(events, "ResourceRequestCompleted");
    assertThat(completed.path("requestId").asText()).isEqualTo(granted.toString());
    assertThat(completed.path("requestedBy").asText()).isEqualTo("terraform");
    assertThat(completed.path("resourceId").asText())
        .isEqualTo(created.at("/resource/id").asText());
    JsonNode refusal = ofType(events, "ResourceRequestRefused");
    assertThat(refusal.path("requestId").asText()).isEqualTo(refused.toString());
    assertThat(refusal.path("error").asText()).isEqualTo("VALIDATION_ERROR");
  }

  /** Returns the detail of the only event of the type. */
  private static JsonNode ofType(List<JsonNode> events, String type) {
    List<JsonNode> found =
        events.stream().filter(event -> event.path("detail-type").asText().equals(type)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.getFirst().path("detail");
  }

  private void request(UUID id, String resource) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    event.put("source", "entryguard").put("detail-type", "ResourceRequested");
    event
        .putObject("detail")
        .put("organizationId", customer.id().toString())
        .put("requestId", id.toString())
        .put("requestedBy", "terraform")
        .set("resource", JSON.readTree(resource));
    Response response =
        customer.send(Request.of("POST", "/events").body(event.toString().getBytes(UTF_8)));
    assertThat(response.json().path("done")).as(response.body()).hasSize(1);
  }

  /** Waits for this many events of the customer and returns them. */
  private List<JsonNode> await(int count) {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    List<JsonNode> events = published();
    while (events.size() < count && System.nanoTime() < end) {
      events = published();
    }
    assertThat(events).hasSize(count);
    return events;
  }

  private List<JsonNode> published() {
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode event : customer.send(Request.of("GET", "/events")).json()) {
      if (event.at("/detail/organizationId").asText().equals(customer.id().toString())) {
        events.add(event);
      }
    }
    return events;
  }
}
