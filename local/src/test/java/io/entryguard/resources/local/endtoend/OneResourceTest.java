package io.entryguard.resources.local.endtoend;

import static io.entryguard.resources.local.endtoend.ExpectedError.invalid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One resource over HTTP: got, updated, verified and deleted. */
@ExtendWith(LocalApiExtension.class)
final class OneResourceTest {
  private static final String UNKNOWN = Request.RESOURCES + "/3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  private static final ExpectedError NOT_FOUND = ExpectedError.of(404, "RESOURCE_NOT_FOUND");
  private static final ExpectedError CHANGED = ExpectedError.of(412, "PRECONDITION_FAILED");

  private final LocalApiFixture api;
  private final Customer customer;
  private final Response created;
  private final String address;

  OneResourceTest(LocalApiFixture api) {
    this.api = api;
    this.customer = Customer.of(api, Tier.FREE);
    this.created = customer.create(RequestJson.valid());
    this.address = created.header("Location").getFirst();
  }

  private Response byAdmin(Request request) {
    return customer.send(customer.byAdmin(request));
  }

  private Request get() {
    return Request.of("GET", address);
  }

  private Request patch(String json) {
    return Request.of("PATCH", address)
        .with("Content-Type", "application/json")
        .body(json.getBytes(UTF_8));
  }

  private Request delete() {
    return Request.of("DELETE", address);
  }

  private Request verify() {
    return Request.of("POST", address + "/verify");
  }

  private static String tag(Response answer) {
    assertThat(answer.header("ETag")).as(answer.body()).hasSize(1);
    return answer.header("ETag").getFirst();
  }

  @Test
  void isAtTheLocationOfItsCreateWithTheSameTag() {
    Response got = byAdmin(get());

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(created.body());
    assertThat(tag(got)).isEqualTo(tag(created));
  }

  @Test
  void isGotByAKeyForReading() {
    Response got = customer.send(get().with("X-API-Key", customer.key("resources:read")));

    assertThat(got.body()).isEqualTo(created.body());
  }

  @Test
  void isNotSentAgainToWhoHasIt() {
    Response known = byAdmin(get().with("If-None-Match", "\"other\", W/" + tag(created)));

    assertThat(known.status()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(tag(known)).isEqualTo(tag(created));
    assertThat(byAdmin(get().with("If-None-Match", "\"other\"")).status()).isEqualTo(200);
  }

  @Test
  void hasTheSameHeadersByHead() {
    Response head = byAdmin(Request.of("HEAD", address));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(tag(head)).isEqualTo(tag(created));
  }

  @Test
  void isFoundByItsIdInAnyCase() {
    String id = address.substring(address.lastIndexOf('/') + 1);

    assertThat(
            byAdmin(Request.of("GET", Request.RESOURCES + "/" + id.toUpperCase(Locale.ROOT)))
                .body())
        .isEqualTo(created.body());
  }

  @Test
  void isUpdatedOnlyInTheStateThatIfMatchNames() {
    String patch = "{\"config\": {\"port\": 8443, \"protocol\": \"tcp\"}}";
    Response updated = byAdmin(patch(patch).with("If-Match", tag(created)));

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.json().at("/config/port").intValue()).isEqualTo(8443);
    assertThat(updated.json().path("name")).isEqualTo(created.json().path("name"));
    assertThat(tag(updated)).isNotEqualTo(tag(created));
    customer.assertRefused(customer.byAdmin(patch(patch).with("If-Match", tag(created))), CHANGED);
    customer.assertRefused(
        customer.byAdmin(patch(patch).with("If-Match", "W/" + tag(updated))), CHANGED);
    customer.assertRefused(customer.byAdmin(delete().with("If-Match", tag(created))), CHANGED);
    assertThat(byAdmin(patch(patch).with("If-Match", "*")).status()).isEqualTo(200);
    assertThat(byAdmin(get()).body()).isEqualTo(updated.body());
  }

  @Test
  void freesItsPlaceWhenItIsDeleted() {
    customer.create(RequestJson.valid());
    customer.create(RequestJson.valid());
    customer.assertRefused(
        customer.byAdmin(Request.create(RequestJson.valid())),
        ExpectedError.of(400, "MAX_RESOURCES_REACHED"));

    Response deleted = byAdmin(delete().with("If-Match", tag(created)));

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(customer.resourceCount()).isEqualTo(2);
    for (Request gone : List.of(get(), patch("{}"), delete(), verify())) {
      customer.assertRefused(customer.byAdmin(gone), NOT_FOUND);
    }
    customer.create(RequestJson.valid());
  }

  @Test
  void isVerifiedWhileTheCallerWaits() {
    Response verified = byAdmin(verify().with("Prefer", "wait=15"));

    assertThat(verified.status()).as(verified.body()).isEqualTo(200);
    assertThat(verified.header("Preference-Applied")).containsExactly("wait=15");
    assertThat(verified.json().path("isActive").booleanValue()).isTrue();
    assertThat(verified.json().path("lastVerifiedAt").isTextual()).isTrue();
    assertThat(byAdmin(get()).body()).isEqualTo(verified.body());
  }

  @Test
  void isVerifiedLaterForWhoDoesNotWait() {
    Response requested = byAdmin(verify().with("Prefer", "wait=abc"));

    assertThat(requested.status()).isEqualTo(202);
    assertThat(requested.body()).isEqualTo(created.body());
    assertThat(requested.header("Preference-Applied")).isEmpty();
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    Response got = byAdmin(get());
    while (!got.json().path("isActive").booleanValue() && System.nanoTime() < end) {
      got = byAdmin(get());
    }
    assertThat(got.json().path("isActive").booleanValue()).isTrue();
  }

  @Test
  void isNotVerifiedIfItCannotBeReached() {
    String unreachable =
        customer
            .create(RequestJson.valid().with("resourceIdentifier", "\"sg-unreachable\""))
            .header("Location")
            .getFirst();

    Response refused =
        byAdmin(Request.of("POST", unreachable + "/verify").with("Prefer", "wait=9999"));

    ExpectedError.of(400, "VERIFICATION_FAILED").assertMatches(refused, verify());
  }

  @Test
  void isNotThereForAnotherOrganization() {
    Customer other = Customer.of(api, Tier.PAID);

    for (Request request : List.of(get(), patch("{\"name\": \"Mine\"}"), delete(), verify())) {
      Request byOther = other.byAdmin(request);
      List<?> before = customer.items();
      other.assertRefused(byOther, NOT_FOUND);
      assertThat(customer.items()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PATCH", "DELETE"})
  void mustBeThere(String method) {
    Request request =
        Request.of(method, UNKNOWN)
            .with("Content-Type", "application/json")
            .with("If-Match", "*")
            .body((method.equals("PATCH") ? "{\"name\": \"Bastion\"}" : "").getBytes(UTF_8));

    customer.assertRefused(customer.byAdmin(request), NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "..",
        "%2e%2e",
        "%2F",
        "a%2Fb",
        "%23",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330",
        "%00"
      })
  void hasAUuid(String id) {
    String path = Request.RESOURCES + "/" + id;

    customer.assertRefused(customer.byAdmin(Request.of("GET", path)), invalid("id"));
    customer.assertRefused(customer.byAdmin(Request.of("DELETE", path)), invalid("id"));
    customer.assertRefused(customer.byAdmin(Request.of("POST", path + "/verify")), invalid("id"));
  }

  @Test
  void hasNoIdOfTenKilobytes() {
    String path = Request.RESOURCES + "/" + "a".repeat(10_000);

    customer.assertRefused(customer.byAdmin(Request.of("GET", path)), invalid("id"));
  }

  @ParameterizedTest
  @FieldSource("UPDATES")
  void isNotUpdatedByWhatIsNoUpdate(String json, ExpectedError error) {
    customer.assertRefused(customer.byAdmin(patch(json)), error);
  }

  static final List<Arguments> UPDATES =
      List.of(
          update("", invalid("body")),
          update("[]", invalid("body")),
          update("null", invalid("body")),
          update("{\"provider\": \"AWS\"}", invalid("provider")),
          update("{\"resourceType\": \"WAF\", \"id\": \"1\"}", invalid("resourceType", "id")),
          update("{\"credentialName\": \"a\"}", invalid("credentialName")),
          update("{\"createdAt\": \"2026-02-18T11:00:00Z\"}", invalid("createdAt")),
          update("{\"__proto__\": {}}", invalid("__proto__")),
          update("{\"isActive\": \"true\"}", invalid("isActive")),
          update("{\"isActive\": null}", invalid("isActive")),
          update("{\"name\": null, \"region\": \" \"}", invalid("name", "region")),
          update("{\"region\": null}", invalid("region")),
          update("{\"name\": \"a\", \"name\": \"b\"}", invalid("name")),
          update("{\"config\": {\"port\": 0}}", invalid("config.port")),
          update(
              "{\"credentialId\": \"" + UUID.nameUUIDFromBytes(new byte[0]) + "\"}",
              ExpectedError.of(404, "CREDENTIAL_NOT_FOUND")));

  private static Arguments update(String json, ExpectedError error) {
    return argumentSet(json.isEmpty() ? "nothing" : json, json, error);
  }

  @Test
  void isNotGivenACredentialOfAnotherProvider() {
    String credential = customer.newCredential(Provider.GCP).toString();

    customer.assertRefused(
        customer.byAdmin(patch("{\"credentialId\": \"" + credential + "\"}")),
        invalid("credentialId"));
  }

  @Test
  void takesUpdatesAsJsonAlone() {
    for (String type : List.of("application/merge-patch+json", "text/plain")) {
      Response refused =
          customer.assertRefused(
              customer.byAdmin(
                  patch("{\"name\": \"Bastion\"}")
                      .without("Content-Type")
                      .with("Content-Type", type)),
              ExpectedError.of(415, "UNSUPPORTED_MEDIA_TYPE"));
      assertThat(refused.header("Accept-Patch")).containsExactly("application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3b1f8a5c", "", "\"a\" \"b\"", "*, \"a\""})
  void isNotChangedByAMalformedIfMatch(String tags) {
    customer.assertRefused(
        customer.byAdmin(patch("{\"name\": \"Bastion\"}").with("If-Match", tags)),
        invalid("If-Match"));
    customer.assertRefused(customer.byAdmin(delete().with("If-Match", tags)), invalid("If-Match"));
  }

  @Test
  void takesNoBodyAndNoQueryWhereNoneBelongs() {
    byte[] body = "{}".getBytes(UTF_8);

    customer.assertRefused(customer.byAdmin(delete().body(body)), invalid("body"));
    customer.assertRefused(customer.byAdmin(verify().body(body)), invalid("body"));
    for (Request request : List.of(get(), patch("{}"), delete(), verify())) {
      customer.assertRefused(
          customer.byAdmin(request.to(request.target() + "?force=true")), invalid("force"));
    }
  }

  @Test
  void isNeitherChangedNorVerifiedByAKey() {
    String key = customer.key("resources:read", "resources:update", "resources:delete");

    for (Request request : List.of(patch("{\"name\": \"Bastion\"}"), delete(), verify())) {
      customer.assertRefused(request.with("X-API-Key", key), ExpectedError.forbidden());
    }
  }

  @Test
  void isNotThereForAMemberOrAKeyWithoutTheScope() {
    for (Request request : List.of(get(), patch("{}"), delete(), verify())) {
      customer.assertRefused(
          request.with("Authorization", "Bearer " + customer.memberToken()),
          ExpectedError.forbidden());
    }
    customer.assertRefused(
        get().with("X-API-Key", customer.key("sessions:read")), ExpectedError.forbidden());
  }
}
