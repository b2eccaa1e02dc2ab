package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Incoming events, and what callers see of them. */
@ExtendWith(LocalApiExtension.class)
final class EventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Versions beyond those with which the fixture creates a customer. */
  private static final int LATER = 1_000;

  private final Customer customer;

  EventsTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.FREE);
  }

  @Test
  void suspendsAndReactivatesAnOrganization() {
    post(organization("SUSPENDED", LATER));
    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);

    post(organization("ACTIVE", LATER + 1));
    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(200);
  }

  @Test
  void keepsTheNewerOfTwoEventsOutOfOrder() {
    post(organization("SUSPENDED", LATER + 1));
    post(organization("ACTIVE", LATER));

    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);
  }

  @Test
  void returns403ForADeletedOrganization() {
    ObjectNode deleted = organization("ACTIVE", LATER);
    deleted.withObject("detail").put("deleted", true);
    post(deleted);

    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);
  }

  @Test
  void createsARequestedResource() {
    post(request(UUID.randomUUID()));

    assertThat(customer.list().json()).hasSize(1);
    assertThat(customer.list().json().at("/0/resourceIdentifier").asText())
        .isEqualTo("sg-0abc123def456");
  }

  @Test
  void createsOneResourceForARepeatedRequest() {
    UUID id = UUID.randomUUID();
    post(request(id));
    post(request(id));

    assertThat(customer.list().json()).hasSize(1);
  }

  @Test
  void handlesARequestBeyondTheLimit() {
    for (int i = 0; i < 3; i++) {
      customer.create(RequestJson.valid());
    }

    JsonNode response = post(request(UUID.randomUUID()));

    assertThat(response.at("/done/0/reason").asText()).contains("MAX_RESOURCES_REACHED");
    assertThat(customer.list().json()).hasSize(3);
  }

  @Test
  void failsARequestWhoseCredentialIsUnknown() {
    ObjectNode event = request(UUID.randomUUID());
    event
        .withObject("detail")
        .withObject("resource")
        .put("credentialId", UUID.randomUUID().toString());

    JsonNode response = send(event.toString()).json();

    assertThat(response.path("failed")).hasSize(1);
    assertThat(response.at("/failed/0/reason").asText()).contains("CREDENTIAL_NOT_FOUND");
  }

  @Test
  void showsTheVerificationOfAResource() {
    String id = customer.create(RequestJson.valid()).json().path("id").asText();
    ObjectNode event = event("ResourceVerified");
    event
        .withObject("detail")
        .put("organizationId", customer.id().toString())
        .put("resourceId", id)
        .put("succeeded", true)
        .put("verifiedAt", "2030-01-01T00:00:00Z")
        .put("version", 1);
    post(event);

    JsonNode resource = customer.list().json().path(0);
    assertThat(resource.path("isActive").asBoolean()).isTrue();
    assertThat(resource.path("lastVerifiedAt").asText()).isEqualTo("2030-01-01T00:00:00Z");
  }

  @Test
  void decrementsTheCounterForADeletedResource() {
    String id = customer.create(RequestJson.valid()).json().path("id").asText();
    ObjectNode event = event("ResourceDeleted");
    event
        .withObject("detail")
        .put("organizationId", customer.id().toString())
        .put("resourceId", id)
        .put("version", 1);
    post(event);
    post(event);

    assertThat(customer.list().json()).isEmpty();
    assertThat(customer.resourceCount()).isZero();
  }

  @Test
  void acceptsAKeyUntilItIsRevoked() {
    String key = "eg_live_" + UUID.randomUUID();
    Request list = Request.list().with("X-API-Key", key);
    assertThat(customer.send(list).status()).isEqualTo(401);

    post(key(key, 1, false));
    assertThat(customer.send(list).status()).isEqualTo(200);

    post(key(key, 2, true));
    assertThat(customer.send(list).status()).isEqualTo(401);
  }

  @Test
  void acceptsAnEntryOfPutEvents() {
    ObjectNode event = organization("SUSPENDED", LATER);
    ObjectNode entry = JSON.createObjectNode();
    entry.put("Source", "entryguard");
    entry.put("DetailType", "OrganizationChanged");
    entry.put("Detail", event.path("detail").toString());
    entry.put("EventBusName", "entryguard");

    JsonNode response = send(JSON.createArrayNode().add(entry).toString()).json();

    assertThat(response.path("done")).hasSize(1);
    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "tier,           GOLD,  detail.tier",
    "organizationId, ORG#1, detail.organizationId",
    "version,        one,   detail.version",
    "color,          red,   detail has a member that its schema does not have"
  })
  void reportsWhyAnEventIsMalformed(String member, String value, String reason) {
    var before = customer.items();
    ObjectNode event = organization("SUSPENDED", LATER);
    event.withObject("detail").put(member, value);

    JsonNode response = send(event.toString()).json();

    assertThat(response.path("failed")).hasSize(1);
    assertThat(response.at("/failed/0/reason").asText()).contains(reason);
    assertThat(customer.items()).isEqualTo(before);
  }

  @Test
  void handlesTheOthersIfOneOfAnArrayIsMalformed() {
    ObjectNode bad = organization("GOLD", LATER);
    String events =
        JSON.createArrayNode()
            .add(request(UUID.randomUUID()))
            .add(bad)
            .add(request(UUID.randomUUID()))
            .toString();

    JsonNode response = send(events).json();

    assertThat(response.path("done").findValuesAsText("index")).containsExactly("0", "2");
    assertThat(response.path("failed").findValuesAsText("index")).containsExactly("1");
    assertThat(customer.list().json()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrganizationRenamed", "organizationChanged", "ResourceCreated"})
  void failsAnEventOfAnUnknownType(String type) {
    var before = customer.items();

    JsonNode response =
        send(organization("SUSPENDED", LATER).put("detail-type", type).toString()).json();

    assertThat(response.path("failed")).hasSize(1);
    assertThat(response.at("/failed/0/reason").asText()).contains("detail-type");
    assertThat(customer.items()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entryguard.resources", "aws.ec2", "EntryGuard"})
  void reportsAnEventThatTheRuleDoesNotMatch(String source) {
    var before = customer.items();
    ObjectNode event = organization("SUSPENDED", LATER);
    event.put("source", source);

    JsonNode response = send(event.toString()).json();

    assertThat(response.path("notMatched")).hasSize(1);
    assertThat(response.at("/notMatched/0/reason").asText()).contains(source);
    assertThat(customer.items()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "hello", "{\"Message\":\"{}\"}"})
  void rejectsAnythingButAnEvent(String body) {
    Response response = send(body);

    assertThat(response.status()).isEqualTo(400);
    response.assertCommonHeaders();
    assertThat(response.json().path("error").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(response.json().path("message").asText()).isNotBlank();
    assertThat(response.json().path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  private Response send(String events) {
    return customer.send(Request.of("POST", "/events").body(events.getBytes(UTF_8)));
  }

  /** Posts an event, asserts that it is handled and returns the response. */
  private JsonNode post(ObjectNode event) {
    Response response = send(event.toString());
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    assertThat(response.json().path("done")).as(response.body()).hasSize(1);
    return response.json();
  }

  private static ObjectNode event(String type) {
    ObjectNode event = JSON.createObjectNode();
    event.put("source", "entryguard").put("detail-type", type).putObject("detail");
    return event;
  }

  private ObjectNode organization(String status, long version) {
    ObjectNode event = event("OrganizationChanged");
    event
        .withObject("detail")
        .put("organizationId", customer.id().toString())
        .put("name", "Maple Studio")
        .put("tier", "FREE")
        .put("status", status)
        .put("version", version);
    return event;
  }

  private ObjectNode request(UUID id) {
    ObjectNode event = event("ResourceRequested");
    event
        .withObject("detail")
        .put("organizationId", customer.id().toString())
        .put("requestId", id.toString())
        .put("requestedBy", "terraform")
        .set("resource", json(RequestJson.valid().toString()));
    return event;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private ObjectNode key(String key, long version, boolean revoked) {
    ObjectNode event = event("ApiKeyChanged");
    event
        .withObject("detail")
        .put("keyHash", KeyHash.of(key).hex())
        .put("displayPrefix", key.substring(0, "eg_live_1234".length()))
        .put("organizationId", customer.id().toString())
        .put("name", "Test")
        .put("version", version)
        .put("revoked", revoked)
        .putArray("scopes")
        .add("resources:read");
    return event;
  }
}
