package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

@ExtendWith(LocalApiExtension.class)
final class CreateTest {
  private static final RequestJson VALID = RequestJson.valid();
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_CONFIG_BYTES = 16 * 1024;

  private final LocalApiFixture api;
  private final Customer customer;

  CreateTest(LocalApiFixture api) {
    this.api = api;
    this.customer = Customer.of(api, Tier.PAID);
  }

  @Test
  void returnsTheDocumentedMembersInOrder() {
    Response created = customer.create(VALID);

    String id = created.json().path("id").textValue();
    String time = created.json().path("createdAt").textValue();
    assertThat(created.body())
        .isEqualTo(
            """
            {"id":"%s","name":"Production API Gateway",\
            "credentialId":"7c9e6679-7425-40de-944b-e07fc1f90ae7",\
            "credentialName":"AWS Production Account","provider":"AWS",\
            "resourceType":"SECURITY_GROUP","resourceIdentifier":"sg-0abc123def456",\
            "region":"eu-central-1","config":{"port": 443, "protocol": "tcp"},\
            "isActive":false,"lastVerifiedAt":null,"createdAt":"%s","updatedAt":"%s"}\
            """
                .formatted(id, time, time));
    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(Instant.parse(time)).isCloseTo(Instant.now(), within(1, MINUTES));
  }

  @Test
  void returnsTheLocationOfTheResource() {
    Response created = customer.create(VALID);

    assertThat(created.header("Location"))
        .containsExactly("/api/v1/resources/" + created.json().path("id").textValue());
  }

  @Test
  void setsTheHeadersOfEveryResponse() {
    customer.create(VALID).assertCommonHeaders();
  }

  @Test
  void returnsAUniqueRequestId() {
    List<String> first = customer.create(VALID).header("X-Request-Id");
    List<String> second = customer.create(VALID).header("X-Request-Id");

    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void incrementsTheCounter() {
    customer.create(VALID);
    customer.create(VALID);

    assertThat(customer.resourceCount()).isEqualTo(2);
  }

  @Test
  void createsEqualResourcesTwice() {
    JsonNode first = customer.create(VALID).json();
    JsonNode second = customer.create(VALID).json();

    assertThat(first.path("id")).isNotEqualTo(second.path("id"));
    assertThat(customer.list().json()).containsExactly(first, second);
  }

  @Test
  void writesIdsInLowerCase() {
    String upperCase = Customer.SAMPLE_CREDENTIAL.toString().toUpperCase(Locale.ROOT);

    Response created = customer.create(VALID.with("credentialId", "\"" + upperCase + "\""));

    assertThat(created.json().path("credentialId").textValue())
        .isEqualTo(Customer.SAMPLE_CREDENTIAL.toString());
  }

  @ParameterizedTest
  @EnumSource(names = {"GCP", "AZURE", "APISIX"})
  void requiresARegionForAwsOnly(Provider provider) {
    CredentialId credential = customer.newCredential(provider);
    RequestJson request = Customer.requestFor(credential, provider);

    Response without = customer.create(request.without("region"));
    Response withNull = customer.create(request.with("region", "null"));
    Response withOne = customer.create(request.with("region", "\"europe-west3\""));

    assertThat(without.body()).contains(",\"region\":null,");
    assertThat(withNull.body()).contains(",\"region\":null,");
    assertThat(withOne.body()).contains(",\"region\":\"europe-west3\",");
    assertThat(customer.list().json())
        .containsExactly(without.json(), withNull.json(), withOne.json());
  }

  @ParameterizedTest
  @FieldSource("CONFIGS")
  void returnsConfigVerbatim(String config) {
    Response created = customer.create(VALID.with("config", config));

    assertThat(created.body()).contains(",\"config\":" + config + ",\"isActive\":");
    assertThat(customer.list().body()).isEqualTo("[" + created.body() + "]");
  }

  static final List<Arguments> CONFIGS =
      List.of(
          argumentSet("null", "null"),
          argumentSet("ports", "{\"ports\": [22, 80, 443], \"protocol\": \"tcp\"}"),
          argumentSet(
              "white space of all kinds",
              "{\n\t\"ports\" :\r\n [ 22 ,80,\t443 ] , \"protocol\": \"tcp\"\n}"),
          argumentSet(
              "spellings of numbers",
              "{\"a\":1.0,\"b\":1e2,\"c\":1E+2,\"d\":-0,\"e\":0.10,\"f\":100000000000000000000000}"),
          argumentSet("numbers beyond all types", "{\"a\":1e999999,\"b\":1e-999999}"),
          argumentSet(
              "escapes",
              "{\"a\":\"\\u0041\\/\\\"\\\\\\b\\f\\n\\r\\t\\u0000\",\"\\u006b\":\"\\ud83d\\ude00\"}"),
          argumentSet("characters beyond ASCII", "{\"ключ\":\"ü 語 😀 \u2028 \u007f \uFEFF\"}"),
          argumentSet(
              "the names of the resource's own members", "{\"id\":\"1\",\"isActive\":true}"),
          argumentSet("16 KiB", "{\"a\":\"" + "x".repeat(MAX_CONFIG_BYTES - 8) + "\"}"));

  @Test
  void writesNullForAConfigThatIsAbsent() {
    assertThat(customer.create(VALID.without("config")).body()).contains(",\"config\":null,");
  }

  @ParameterizedTest
  @FieldSource("LONGEST_TEXTS")
  void acceptsTextsOfFullLength(String member, String text) {
    Response created = customer.create(VALID.with(member, "\"" + text + "\""));

    assertThat(created.json().path(member).textValue()).isEqualTo(text);
    assertThat(customer.list().body()).isEqualTo("[" + created.body() + "]");
  }

  static final List<Arguments> LONGEST_TEXTS =
      List.of(
          argumentSet("name beyond the basic plane", "name", "😀".repeat(255)),
          argumentSet("resourceType", "resourceType", "A_9".repeat(21) + "Z"),
          argumentSet("resourceIdentifier in Greek", "resourceIdentifier", "ω".repeat(2_048)));

  @Test
  void acceptsTheContentTypeInOtherSpellings() {
    String contentType = "Application/JSON; charset=\"utf-8\"";
    Request request =
        Request.create(VALID).without("Content-Type").with("content-type", contentType);

    assertThat(customer.send(customer.byAdmin(request)).status()).isEqualTo(201);
  }

  @Test
  void acceptsAChunkedBody() {
    Response created = customer.send(customer.byAdmin(Request.create(VALID).inChunks()));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("name").textValue()).isEqualTo("Production API Gateway");
  }

  @Test
  void acceptsABodyOf64KiB() {
    String whole = VALID.toString();
    int padding = MAX_BODY_BYTES - whole.getBytes(UTF_8).length;

    assertThat(customer.create(whole + " ".repeat(padding)).status()).isEqualTo(201);
  }

  @Test
  void acceptsAnEmptyQuery() {
    Request request = Request.create(VALID).to(Request.RESOURCES + "?");

    assertThat(customer.send(customer.byAdmin(request)).status()).isEqualTo(201);
  }

  @Test
  void hasNoLimitOnPaid() {
    for (int i = 0; i < 5; i++) {
      customer.create(VALID);
    }

    assertThat(customer.resourceCount()).isEqualTo(5);
  }

  @Test
  void statesLimitAndTier() {
    Customer free = Customer.of(api, Tier.FREE);
    free.create(VALID);
    free.create(VALID);
    free.create(VALID);

    Request fourth = free.byAdmin(Request.create(VALID));
    Response refused = free.assertRefused(fourth, ExpectedError.of(400, "MAX_RESOURCES_REACHED"));

    assertThat(refused.json().path("message").textValue())
        .isEqualTo(
            "Organization has reached maximum of 3 resources for Free tier."
                + " Add credits to unlock unlimited resources.");
  }

  @Test
  void appliesAnOrganizationsOwnLimit() {
    customer.limitTo(1);
    customer.create(VALID);

    Request second = customer.byAdmin(Request.create(VALID));
    Response refused =
        customer.assertRefused(second, ExpectedError.of(400, "MAX_RESOURCES_REACHED"));

    assertThat(refused.json().path("message").textValue())
        .isEqualTo(
            "Organization has reached maximum of 1 resources for Paid tier."
                + " Add credits to unlock unlimited resources.");
  }
}
