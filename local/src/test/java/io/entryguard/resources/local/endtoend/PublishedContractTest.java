package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.local.contract.Contract;
import io.entryguard.resources.organization.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples and methods in openapi.yaml work. */
@ExtendWith(LocalApiExtension.class)
final class PublishedContractTest {
  private final Customer customer;

  PublishedContractTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
  }

  static List<JsonNode> requests() {
    return Contract.published().requestExamples();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void acceptsTheExamplesOfRequests(JsonNode request) {
    assertThat(customer.create(request).status()).isEqualTo(201);
  }

  static List<JsonNode> updates() {
    return Contract.published().updateExamples();
  }

  @ParameterizedTest
  @MethodSource("updates")
  void takesTheUpdatesThatAreShown(JsonNode update) {
    String address = customer.create(RequestJson.valid()).header("Location").getFirst();

    Response updated =
        customer.send(
            customer
                .byAdmin(Request.of("PATCH", address))
                .with("Content-Type", "application/json")
                .body(update.toString().getBytes(UTF_8)));

    assertThat(updated.status()).as(updated.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/resources/{id},        /3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "/resources/{id}/verify, /3f2504e0-4f89-41d3-9a0c-0305e82c3301/verify"
  })
  void allowsTheMethodsThatAreDocumentedOfOneResource(String documented, String path) {
    Response refused = customer.send(Request.of("PUT", Request.RESOURCES + path));

    assertThat(refused.header("Allow").getFirst().split(", "))
        .containsExactlyInAnyOrderElementsOf(Contract.published().methods(documented));
  }

  @Test
  void allowsTheDocumentedMethods() {
    Response refused = customer.send(Request.of("DELETE", Request.RESOURCES));

    assertThat(refused.header("Allow")).hasSize(1);
    assertThat(refused.header("Allow").getFirst().split(", "))
        .containsExactlyInAnyOrderElementsOf(Contract.published().methods("/resources"));
  }
}
