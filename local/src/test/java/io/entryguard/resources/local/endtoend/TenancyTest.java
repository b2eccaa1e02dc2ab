package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Organizations are isolated: none can read or infer another's data. */
@ExtendWith(LocalApiExtension.class)
final class TenancyTest {
  private static final ExpectedError NOT_FOUND = ExpectedError.of(404, "CREDENTIAL_NOT_FOUND");

  private final Customer customer;
  private final Customer other;

  TenancyTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
    this.other = Customer.of(api, Tier.PAID);
  }

  @ParameterizedTest
  @EnumSource
  void returns404ForAnothersCredentialAsForAnUnknownOne(Provider provider) {
    CredentialId others = other.newCredential(Provider.AWS);
    var unknown = new CredentialId(UUID.randomUUID());

    Request withOthers = create(others, provider);
    customer.assertRefused(withOthers, NOT_FOUND);

    assertThat(withoutTimes(customer.send(withOthers)))
        .isEqualTo(withoutTimes(customer.send(create(unknown, provider))));
    assertThat(other.list().body()).isEqualTo("[]");
  }

  @Test
  void returns404ForADeletedCredentialAsForAnUnknownOne() {
    CredentialId deleted = customer.newCredential(Provider.AWS);
    customer.save(deleted, "Old Account", Provider.AWS, true);
    var unknown = new CredentialId(UUID.randomUUID());

    Request withDeleted = create(deleted, Provider.AWS);
    customer.assertRefused(withDeleted, NOT_FOUND);

    assertThat(withoutTimes(customer.send(withDeleted)))
        .isEqualTo(withoutTimes(customer.send(create(unknown, Provider.AWS))));
  }

  @Test
  void usesItsOwnCredentialIfAnotherHasTheSameId() {
    other.save(Customer.SAMPLE_CREDENTIAL, "Other Account", Provider.AWS, false);

    JsonNode created = customer.create(RequestJson.valid()).json();

    assertThat(created.path("credentialName").textValue()).isEqualTo("AWS Production Account");
  }

  @Test
  void listsOnlyItsOwn() {
    JsonNode own = customer.create(RequestJson.valid().with("name", "\"Own\"")).json();
    JsonNode others = other.create(RequestJson.valid().with("name", "\"Other\"")).json();

    assertThat(customer.list().json()).containsExactly(own);
    assertThat(other.list().json()).containsExactly(others);
  }

  @Test
  void listsOnlyItsOwnByKeys() {
    JsonNode own = customer.create(RequestJson.valid()).json();
    other.create(RequestJson.valid());

    Response listed =
        customer.send(Request.list().with("X-API-Key", customer.key("resources:read")));

    assertThat(listed.json()).containsExactly(own);
  }

  @Test
  void countsOnlyItsOwn() {
    other.limitTo(0);

    customer.create(RequestJson.valid());

    assertThat(customer.resourceCount()).isEqualTo(1);
    assertThat(other.resourceCount()).isZero();
  }

  private Request create(CredentialId credential, Provider provider) {
    return customer.byAdmin(Request.create(Customer.requestFor(credential, provider)));
  }

  /** Returns the response without times and request ids. */
  private static String withoutTimes(Response response) {
    Map<String, List<String>> headers = new TreeMap<>(response.headers());
    assertThat(headers.keySet()).contains("Date", "X-request-id");
    headers.remove("Date");
    headers.remove("X-request-id");
    String timestamp = response.json().path("timestamp").textValue();
    return response.status() + " " + headers + " " + response.body().replace(timestamp, "");
  }
}
