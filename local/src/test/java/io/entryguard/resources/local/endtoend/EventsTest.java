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

/** What the rest of the product says, and what callers see of it. */
@ExtendWith(LocalApiExtension.class)
final class EventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Beyond those by which the fixture makes a customer. */
  private static final int LATER = 1_000;

  private final Customer customer;

  EventsTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.FREE);
  }

  @Test
  void shutsASuspendedOrganizationOutAtOnceAndLetsItInAgain() {
    post(organization("SUSPENDED", LATER));
    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);

    post(organization("ACTIVE", LATER + 1));
    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(200);
  }

  @Test
  void keepsTheNewerOfTwoThatComeInTheWrongOrder() {
    post(organization("SUSPENDED", LATER + 1));
    post(organization("ACTIVE", LATER));

    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);
  }

  @Test
  void shutsADeletedOrganizationOut() {
    ObjectNode deleted = organization("ACTIVE", LATER);
    deleted.withObject("detail").put("deleted", true);
    post(deleted);

    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);
  }

  @Test
  void listsAResourceThatWasRequested() {
    post(request(UUID.randomUUID()));

    assertThat(customer.list().json()).hasSize(1);
    assertThat(customer.list().json().at("/0/resourceIdentifier").asText())
        .isEqualTo("sg-0abc123def456");
  }

  @Test
  void makesOneResourceOfARequestThatComesTwice() {
    UUID id = UUID.randomUUID();
    post(request(id));
    post(request(id));

    assertThat(customer.list().json()).hasSize(1);
  }

  @Test
  void isDoneWithARequestThatTheLimitRefuses() {
    for (int i = 0; i < 3; i++) {
      customer.create(RequestJson.valid());
    }

    JsonNode answer = post(request(UUID.randomUUID()));

    assertThat(answer.at("/done/0/reason").asText()).contains("MAX_RESOURCES_REACHED");
    assertThat(customer.list().json()).hasSize(3);
  }

  @Test
  void givesBackARequestWhoseCredentialMayStillCome() {
    ObjectNode event = request(UUID.randomUUID());
    event
        .withObject("detail")
        .withObject("resource")
        .put("credentialId", UUID.randomUUID().toString());

    JsonNode answer = send(event.toString()).json();

    assertThat(answer.path("failed")).hasSize(1);
    assertThat(answer.at("/failed/0/reason").asText()).contains("CREDENTIAL_NOT_FOUND");
  }

  @Test
  void showsThatAResourceWasVerified() {
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
  void freesThePlaceOfAResourceThatWasDeleted() {
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
  void takesAKeyAndRefusesItOnceItIsRevoked() {
    String key = "eg_live_" + UUID.randomUUID();
    Request list = Request.list().with("X-API-Key", key);
    assertThat(customer.send(list).status()).isEqualTo(401);

    post(key(key, 1, false));
    assertThat(customer.send(list).status()).isEqualTo(200);

    post(key(key, 2, true));
    assertThat(customer.send(list).status()).isEqualTo(401);
  }

  @Test
  void takesAnEntryOfPutEvents() {
    ObjectNode event = organization("SUSPENDED", LATER);
    ObjectNode entry = JSON.createObjectNode();
    entry.put("Source", "entryguard");
    entry.put("DetailType", "OrganizationChanged");
    entry.put("Detail", event.path("detail").toString());
    entry.put("EventBusName", "entryguard");

    JsonNode answer = send(JSON.createArrayNode().add(entry).toString()).json();

    assertThat(answer.path("done")).hasSize(1);
    assertThat(customer.send(customer.byAdmin(Request.list())).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "tier,           GOLD,  detail.tier",
    "organizationId, ORG#1, detail.organizationId",
    "version,        one,   detail.version",
    "color,          red,   detail has a member that its schema does not have"
  })
  void saysWhyAnEventIsMalformedAndChangesNothing(String member, String value, String reason) {
    var before = customer.items();
    ObjectNode event = organization("SUSPENDED", LATER);
    event.withObject("detail").put(member, value);

    JsonNode answer = send(event.toString()).json();

    assertThat(answer.path("failed")).hasSize(1);
    assertThat(answer.at("/failed/0/reason").asText()).contains(reason);
    assertThat(customer.items()).isEqualTo(before);
  }

  @Test
  void doesTheOthersWhenOneOfAnArrayIsBad() {
    ObjectNode bad = organization("GOLD", LATER);
    String events =
        JSON.createArrayNode()
            .add(request(UUID.randomUUID()))
            .add(bad)
            .add(request(UUID.randomUUID()))
            .toString();

    JsonNode answer = send(events).json();

    assertThat(answer.path("done").findValuesAsText("index")).containsExactly("0", "2");
    assertThat(answer.path("failed").findValuesAsText("index")).containsExactly("1");
    assertThat(customer.list().json()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OrganizationRenamed", "organizationChanged", "ResourceCreated"})
  void failsAnEventOfATypeThatItDoesNotKnow(String type) {
    var before = customer.items();

    JsonNode answer =
        send(organization("SUSPENDED", LATER).put("detail-type", type).toString()).json();

    assertThat(answer.path("failed")).hasSize(1);
    assertThat(answer.at("/failed/0/reason").asText()).contains("detail-type");
    assertThat(customer.items()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entryguard.resources", "aws.ec2", "EntryGuard"})
  void tellsOfAnEventThatTheRuleDoesNotTake(String source) {
    var before = customer.items();
    ObjectNode event = organization("SUSPENDED", LATER);
    event.put("source", source);

    JsonNode answer = send(event.toString()).json();

    assertThat(answer.path("notMatched")).hasSize(1);
    assertThat(answer.at("/notMatched/0/reason").asText()).contains(source);
    assertThat(customer.items()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "hello", "{\"Message\":\"{}\"}"})
  void refusesWhatIsNoEvent(String body) {
    Answer answer = send(body);

    assertThat(answer.status()).isEqualTo(400);
    answer.hasTheHeadersOfEveryAnswer();
    assertThat(answer.json().path("error").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(answer.json().path("message").asText()).isNotBlank();
    assertThat(answer.json().path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  }

  private Answer send(String events) {
    return customer.send(Request.of("POST", "/events").body(events.getBytes(UTF_8)));
  }

  /** Posts what must be taken, and returns the answer. */
  private JsonNode post(ObjectNode event) {
    Answer answer = send(event.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("done")).as(answer.body()).hasSize(1);
    return answer.json();
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
