package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

@ExtendWith(LocalApiExtension.class)
final class ListTest {
  private static final RequestJson VALID = RequestJson.valid();

  private final Customer customer;

  ListTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
  }

  @Test
  void isEmptyBeforeAnythingIsCreated() {
    assertThat(customer.list().body()).isEqualTo("[]");
  }

  @Test
  void setsTheHeadersOfEveryResponse() {
    customer.list().assertCommonHeaders();
  }

  @Test
  void returnsAUniqueRequestId() {
    assertThat(customer.list().header("X-Request-Id"))
        .isNotEqualTo(customer.list().header("X-Request-Id"));
  }

  @Test
  void returnsResourcesAsCreatedOldestFirst() {
    String created =
        IntStream.range(0, 10)
            .mapToObj(i -> customer.create(VALID.with("name", "\"Number " + i + "\"")).body())
            .collect(joining(",", "[", "]"));

    assertThat(customer.list().body()).isEqualTo(created);
  }

  @Test
  void isCompleteBeyondOneQueryPage() {
    // DynamoDB's query pages are 1 MB.
    RequestJson large = VALID.with("config", "{\"a\":\"" + "x".repeat(16_000) + "\"}");
    String created =
        IntStream.range(0, 70)
            .mapToObj(i -> customer.create(large).body())
            .collect(joining(",", "[", "]"));

    assertThat(customer.list().body()).isEqualTo(created);
  }

  @Test
  void showsTheCurrentNameOfTheCredential() {
    customer.create(VALID);

    customer.save(Customer.SAMPLE_CREDENTIAL, "Renamed", Provider.AWS, false);

    assertThat(customer.list().json())
        .extracting(resource -> resource.path("credentialName").textValue())
        .containsExactly("Renamed");
  }

  @Test
  void keepsTheResourcesOfADeletedCredential() {
    JsonNode created = customer.create(VALID).json();

    customer.save(Customer.SAMPLE_CREDENTIAL, "AWS Production Account", Provider.AWS, true);

    assertThat(customer.list().json()).containsExactly(created);
  }

  @ParameterizedTest
  @FieldSource("WAYS_TO_ASK")
  void ignoresIrrelevantHeadersAndBodies(Request request) {
    customer.create(VALID);

    Response listed = customer.send(customer.byAdmin(request));

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.body()).isEqualTo(customer.list().body());
  }

  static final List<Arguments> WAYS_TO_ASK =
      List.of(
          argumentSet("a content type", Request.list().with("Content-Type", "application/json")),
          argumentSet("another content type", Request.list().with("Content-Type", "text/plain")),
          argumentSet("a body", Request.list().body("{}".getBytes(UTF_8))),
          argumentSet("Content-Length: 0", Request.list().with("Content-Length", "0")),
          argumentSet("another Accept", Request.list().with("Accept", "text/html")),
          argumentSet("a query without parameters", Request.list().to(Request.RESOURCES + "?")),
          argumentSet("a method to override", Request.list().with("X-HTTP-Method-Override", "PUT")),
          argumentSet(
              "another organization in a header",
              Request.list()
                  .with("X-Organization-Id", "8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6")
                  .with("organizationId", "8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6")),
          argumentSet("a header of 8 KB", Request.list().with("X-Long", "x".repeat(8_000))),
          argumentSet("a header beyond ASCII", Request.list().with("X-Name", "Gärtnerei")));
}
