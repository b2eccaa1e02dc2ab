package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.local.contract.Contract;
import io.entryguard.resources.organization.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void allowsTheDocumentedMethods() {
    Response refused = customer.send(Request.of("DELETE", Request.RESOURCES));

    assertThat(refused.header("Allow")).hasSize(1);
    assertThat(refused.header("Allow").getFirst().split(", "))
        .containsExactlyInAnyOrderElementsOf(Contract.published().methods());
  }
}
