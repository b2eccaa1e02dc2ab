package io.entryguard.resources.local.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.event.Event;
import io.entryguard.resources.local.event.EventBus;
import io.entryguard.resources.local.event.MalformedEventException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Plays the product's verifier: answers each {@code ResourceVerificationRequested} with a {@code
 * ResourceVerified}, which succeeded unless the resource's identifier contains {@code unreachable}.
 */
public final class DemoVerifier implements Consumer<Event> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNREACHABLE = "unreachable";

  private final EventBus bus;
  private final DynamoDbClient table;
  private final String tableName;
  private final InstantSource clock;
  private final Executor later;

  /**
   * @param bus takes the results
   * @param later runs a verification after as long as one takes
   */
  public DemoVerifier(
      EventBus bus, DynamoDbClient table, String tableName, InstantSource clock, Executor later) {
    this.bus = requireNonNull(bus, "bus is null");
    this.table = requireNonNull(table, "table is null");
    this.tableName = requireNonNull(tableName, "tableName is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.later = requireNonNull(later, "later is null");
  }

  @Override
  public void accept(Event event) {
    if (event.detailType().equals("ResourceVerificationRequested")) {
      later.execute(() -> verify(event));
    }
  }

  private void verify(Event event) {
    try {
      JsonNode request = JSON.readTree(event.json()).path("detail");
      Map<String, AttributeValue> resource = resource(request);
      // Deleted meanwhile: there is nothing to verify.
      if (!resource.isEmpty()) {
        bus.read(result(request, resource).toString()).forEach(bus::put);
      }
    } catch (JsonProcessingException | MalformedEventException e) {
      throw new IllegalStateException("An event is not as the bus has taken it.", e);
    }
  }

  /** The product knows which verification is the next one; here the table does. */
  private Map<String, AttributeValue> resource(JsonNode request) {
    return table
        .getItem(get ->
            get.tableName(tableName)
                .key(
                    Map.of(
                        "pk",
                        AttributeValue.fromS("ORG#" + request.path("organizationId").asText()),
                        "sk",
                        AttributeValue.fromS("RESOURCE#" + request.at("/resource/id").asText())))
                .consistentRead(true))
        .item();
  }

  private ObjectNode result(JsonNode request, Map<String, AttributeValue> resource) {
    AttributeValue newest = resource.getOrDefault("verificationVersion", AttributeValue.fromN("0"));
    ObjectNode event = JSON.createObjectNode();
    event.put("source", "entryguard").put("detail-type", "ResourceVerified");
    event
        .putObject("detail")
        .put("organizationId", request.path("organizationId").asText())
        .put("resourceId", request.at("/resource/id").asText())
        .put(
            "succeeded", !request.at("/resource/resourceIdentifier").asText().contains(UNREACHABLE))
        .put("verifiedAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("version", Long.parseLong(newest.n()) + 1);
    return event;
  }
}
