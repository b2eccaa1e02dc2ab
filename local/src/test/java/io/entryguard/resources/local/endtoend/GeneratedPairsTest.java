package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Pairs of organizations, of which one tries to access the other's data in every way that a request
 * or an event allows. {@code -Dseed} repeats the run that reported it.
 */
@Tag("generated")
@ExtendWith(LocalApiExtension.class)
final class GeneratedPairsTest {
  private static final int CALLERS = 8;
  private static final int CUSTOMERS_OF_A_CALLER = 12;

  private final LocalApiFixture api;

  GeneratedPairsTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void neverReadOrWriteEachOthersData() throws Exception {
    int pairs = Amount.of(200, 10_000);

    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        long seed = Amount.seed() + i;
        runs.add(callers.submit(() -> new Run(seed).all(pairs / CALLERS)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
    System.out.printf("%,d pairs of organizations, seeds from %d%n", pairs, Amount.seed());
  }

  /** A run with its own organizations. */
  private final class Run {
    private final long seed;
    private final Generator generator;
    private final List<Customer> customers = new ArrayList<>();
    private final Map<OrganizationId, CredentialId> credentials = new HashMap<>();

    Run(long seed) {
      this.seed = seed;
      this.generator = new Generator(seed);
    }

    void all(int pairs) {
      try {
        for (int i = 0; i < CUSTOMERS_OF_A_CALLER; i++) {
          customers.add(newCustomer());
        }
        for (int i = 0; i < pairs; i++) {
          Customer attacker = generator.oneOf(customers);
          Customer other = generator.oneOf(customers);
          if (attacker != other) {
            assertIsolated(attacker, other);
          }
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dseed=" + seed, e);
      }
    }

    private Customer newCustomer() {
      Customer customer = Customer.of(api, Tier.PAID);
      credentials.put(customer.id(), customer.newCredential(Provider.AWS));
      customer.create(own(customer));
      Response keyed =
          customer.send(
              customer.byAdmin(Request.create(own(customer))).with("Idempotency-Key", "key"));
      assertThat(keyed.status()).isEqualTo(201);
      return customer;
    }

    private void assertIsolated(Customer attacker, Customer other) {
      Request attempt = attempt(attacker, other);
      List<Map<String, AttributeValue>> before = other.items();

      Response response = attacker.send(attempt);

      assertThat(response.status()).as(response.body()).isBetween(200, 499);
      assertThat(response.body() + response.headers()).doesNotContain(other.id().toString());
      assertThat(other.items()).isEqualTo(before);
      if (response.status() == 201) {
        assertThat(response.json().path("name").textValue()).isEqualTo(attacker.id().toString());
      }
      if (response.status() == 200) {
        for (JsonNode resource : response.json()) {
          assertThat(resource.path("name").textValue()).isEqualTo(attacker.id().toString());
        }
      }
    }

    private Request attempt(Customer attacker, Customer other) {
      RequestJson own = own(attacker);
      return switch (generator.below(12)) {
        // With the other's credential.
        case 0, 1 ->
            attacker.byAdmin(
                Request.create(
                    own.with("credentialId", "\"" + credentials.get(other.id()) + "\"")));
        // With the other's id wherever an organization could be named.
        case 2 ->
            attacker.byAdmin(Request.create(own.with("organizationId", "\"" + other.id() + "\"")));
        case 3 ->
            attacker.byAdmin(
                Request.create(
                    own.with("config", "{\"organizationId\":\"" + UUID.randomUUID() + "\"}")));
        case 4 -> attacker.byAdmin(Request.list()).with("X-Organization-Id", other.id().toString());
        case 5 ->
            attacker.byAdmin(
                Request.list().to(Request.RESOURCES + "?organizationId=" + UUID.randomUUID()));
        case 6 ->
            attacker.byAdmin(Request.of("GET", Request.RESOURCES + "/" + idOfAResource(other)));
        case 7 ->
            attacker.byAdmin(Request.of("DELETE", Request.RESOURCES + "/" + idOfAResource(other)));
        // With the other's idempotency key and request.
        case 8 -> attacker.byAdmin(Request.create(own)).with("Idempotency-Key", "key");
        // With the other's API key beside the own token, and with a token of two organizations.
        case 9 -> attacker.byAdmin(Request.list()).with("X-API-Key", other.key("resources:read"));
        case 10 ->
            Request.list()
                .with(
                    "Authorization",
                    "Bearer "
                        + attacker.token(
                            attacker
                                .claims()
                                .with(
                                    "organizationId",
                                    "[\"%s\",\"%s\"]".formatted(attacker.id(), other.id()))));
        // With keys of the table.
        default ->
            Request.list()
                .with(
                    "Authorization",
                    "Bearer "
                        + attacker.token(
                            attacker
                                .claims()
                                .with(
                                    "organizationId",
                                    "\"%s#CREDENTIAL#%s\"".formatted(attacker.id(), other.id()))));
      };
    }

    private String idOfAResource(Customer customer) {
      return customer.list().json().path(0).path("id").textValue();
    }

    /** Returns a request whose resource is named after its customer. */
    private RequestJson own(Customer customer) {
      return RequestJson.valid().with("name", "\"" + customer.id() + "\"");
    }
  }

  @Test
  void cannotBeChangedByEventsOfTheOther() {
    var provision = api.function("ProvisionFunction");
    for (int i = 0; i < Amount.of(20, 500); i++) {
      Customer attacker = Customer.of(api, Tier.PAID);
      Customer other = Customer.of(api, Tier.PAID);
      other.create(RequestJson.valid());
      String resource = other.list().json().path(0).path("id").textValue();
      List<Map<String, AttributeValue>> before = other.items();

      for (String event :
          List.of(
              event(
                  "ResourceDeleted", "\"resourceId\":\"" + resource + "\",\"version\":9", attacker),
              event(
                  "ResourceVerified",
                  "\"resourceId\":\""
                      + resource
                      + "\",\"succeeded\":true,\"verifiedAt\":\"2026-02-18T11:00:00Z\",\"version\":9",
                  attacker),
              event(
                  "CredentialChanged",
                  "\"credentialId\":\""
                      + Customer.SAMPLE_CREDENTIAL
                      + "\",\"name\":\"Taken"
                      + " over\",\"provider\":\"GCP\",\"deleted\":true,\"version\":9",
                  attacker))) {
        provision.invoke(event.getBytes(StandardCharsets.UTF_8), "request-" + i);
      }

      assertThat(other.items()).isEqualTo(before);
    }
  }

  private static String event(String type, String members, Customer customer) {
    String body =
        """
        {"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"%s",\
        "source":"entryguard","time":"2026-02-18T11:00:00Z","detail":{"organizationId":"%s",%s}}\
        """
            .formatted(type, customer.id(), members);
    return "{\"Records\":[{\"messageId\":\"1\",\"body\":\"%s\"}]}"
        .formatted(body.replace("\"", "\\\""));
  }
}
