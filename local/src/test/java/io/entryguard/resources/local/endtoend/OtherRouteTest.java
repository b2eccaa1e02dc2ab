package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown methods and paths, for authenticated and unauthenticated callers. */
@ExtendWith(LocalApiExtension.class)
// Refused requests change nothing, so one customer suffices.
@TestInstance(Lifecycle.PER_CLASS)
final class OtherRouteTest {
  private final Customer customer;
  private final String key;

  OtherRouteTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
    this.key = customer.key("resources:read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE", "OPTIONS"})
  void listsTheAllowedMethods(String method) {
    assertRefusedForEveryCaller(
        Request.of(method, Request.RESOURCES), ExpectedError.of(405, "METHOD_NOT_ALLOWED"));
    assertRefusedForEveryCaller(
        Request.of(method, Request.RESOURCES + "?limit=10"),
        ExpectedError.of(405, "METHOD_NOT_ALLOWED"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST,    ''",
    "PUT,     ''",
    "OPTIONS, ''",
    "GET,     /verify",
    "PUT,     /verify",
    "PATCH,   /verify",
    "DELETE,  /verify",
    "OPTIONS, /verify"
  })
  void namesTheMethodsThatThereAreOfOneResource(String method, String below) {
    assertRefusedForEveryCaller(
        Request.of(method, Request.RESOURCES + "/3f2504e0-4f89-41d3-9a0c-0305e82c3301" + below),
        ExpectedError.of(405, "METHOD_NOT_ALLOWED"));
  }

  /** API Gateway knows seven methods, and answers for all others that there is no such route. */
  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "BREW", "PROPFIND", "get", "Post"})
  void returnsAnErrorForMethodsUnknownToApiGateway(String method) {
    assertRefusedForEveryCaller(
        Request.of(method, Request.RESOURCES), ExpectedError.ofGateway(404, "NOT_FOUND"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/resources",
        "/api/v1/resource",
        "/api/v1/resources/",
        "/api/v1/resources/3f2504e0-4f89-41d3-9a0c-0305e82c3301/",
        "/api/v1/resources/3f2504e0-4f89-41d3-9a0c-0305e82c3301/verify/",
        "/api/v1/resources/3f2504e0-4f89-41d3-9a0c-0305e82c3301/sessions",
        "/api/v1/resources//verify",
        "/api/v1/resources.json",
        "/api/v1/resources;a=b",
        "/api/v1/RESOURCES",
        "/api/v1/%72esources",
        "/api/v1/resources%2F",
        "/api/v1%2Fresources",
        "/api/v1/resources%00",
        "/api/v1/resources%20",
        "/api/v1/%2E%2E/v1/resources",
        "/api/v1/../v1/resources",
        "/api/v1/./resources",
        "/api/v1//resources",
        "/api//v1/resources",
        "/api/v1/r%C3%A9sources",
        "/api/v1/r%FFsources",
        "/api/v1/credentials",
        "/api/proxy+",
        "/api/swagger"
      })
  void returns404ForOtherPaths(String path) {
    ExpectedError notFound = ExpectedError.of(404, "NOT_FOUND");

    assertRefusedForEveryCaller(Request.of("GET", path), notFound);
    assertRefusedForEveryCaller(Request.create(RequestJson.valid()).to(path), notFound);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/resources",
        "/resources",
        "//api/v1/resources",
        "/API/v1/resources",
        "/apis/v1/resources",
        "/%61pi/v1/resources",
        "/prod/v1/resources",
        "/favicon.ico",
        "/@connections"
      })
  void returnsAnErrorOutsideTheStage(String path) {
    assertRefusedForEveryCaller(Request.of("GET", path), ExpectedError.ofGateway(404, "NOT_FOUND"));
    assertRefusedForEveryCaller(
        Request.create(RequestJson.valid()).to(path), ExpectedError.ofGateway(404, "NOT_FOUND"));
  }

  private void assertRefusedForEveryCaller(Request request, ExpectedError error) {
    customer.assertRefused(request, error);
    customer.assertRefused(customer.byAdmin(request), error);
    customer.assertRefused(request.with("Authorization", "Bearer not-a-token-of-ours"), error);
    customer.assertRefused(request.with("X-API-Key", key), error);
    customer.assertRefused(
        customer
            .byAdmin(request)
            .with("Content-Type", "application/json")
            .body(RequestJson.valid().toString().getBytes(UTF_8)),
        error);
  }
}
