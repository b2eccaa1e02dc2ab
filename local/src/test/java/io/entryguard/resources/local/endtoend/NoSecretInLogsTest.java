package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.leak.Secrets;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs every function, in success and failure, with tokens, keys, secrets and contents that contain
 * a marker. The build searches the output of all tests for the marker; these tests also search it
 * themselves, so that the failing test is known.
 */
@ExtendWith(LocalApiExtension.class)
final class NoSecretInLogsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = Secrets.MARK;

  /** Nothing listens on this port. */
  private static final Map<String, String> OUT_OF_REACH =
      Map.of(
          "DYNAMODB_ENDPOINT", "http://localhost:1",
          "SECRETS_MANAGER_ENDPOINT", "http://localhost:1");

  private static final String UNKNOWN = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

  private static final RequestJson MARKED_REQUEST =
      RequestJson.valid()
          .with("name", "\"" + MARK + " name\"")
          .with("resourceIdentifier", "\"" + MARK + "-identifier\"")
          .with("config", "{\"port\":443,\"password\":\"" + MARK + "-config\"}");

  private final LocalApiFixture api;
  private final Customer customer;

  NoSecretInLogsTest(LocalApiFixture api) {
    this.api = api;
    this.customer = Customer.of(api, Tier.PAID);
    api.log().drain();
  }

  @Test
  void whenRequestsAreFulfilled() {
    Response created =
        customer.send(
            request(Request.create(MARKED_REQUEST)).with("Idempotency-Key", MARK + "-key"));
    Response listed = customer.send(request(Request.list()));
    Response byKey = customer.send(Request.list().with("X-API-Key", customer.markedKey(MARK)));

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(listed.body()).isEqualTo("[" + created.body() + "]").contains(MARK);
    assertThat(byKey.body()).isEqualTo(listed.body());
    List<String> logged = api.log().drain();
    // The line of the authorizer and that of the function.
    assertThat(logged).hasSize(6);
    assertNoMark(logged);
  }

  @Test
  void whenRequestsAreRefused() {
    List<Request> requests =
        List.of(
            Request.list(),
            Request.list().with("Authorization", "Bearer " + MARK),
            Request.list().with("Authorization", "Basic " + MARK),
            Request.list().with("Authorization", "Bearer " + forged()),
            Request.list().with("X-API-Key", "eg_live_" + MARK + "-1a2b3c4d5e6f"),
            Request.list().with("X-API-Key", MARK).with("Authorization", "Bearer " + forged()),
            request(Request.list()).to(Request.RESOURCES + "?access_token=" + MARK),
            request(Request.create("{\"" + MARK + "\":\"" + MARK + "\"}")),
            request(Request.create(MARKED_REQUEST.toString().substring(20))),
            request(Request.create(MARKED_REQUEST)).with("Idempotency-Key", MARK + " " + MARK),
            request(Request.create(MARKED_REQUEST.with("provider", "\"" + MARK + "\""))),
            request(Request.create(MARKED_REQUEST)).with("Content-Encoding", MARK),
            request(Request.of("GET", "/api/v1/" + MARK + "?" + MARK)),
            request(Request.of("GET", Request.RESOURCES + "/" + MARK)),
            request(Request.of("DELETE", Request.RESOURCES + "/" + MARK)).with("If-Match", MARK),
            request(Request.of("POST", Request.RESOURCES + "/" + MARK + "/verify"))
                .with("Prefer", MARK),
            request(Request.of("PATCH", Request.RESOURCES + "/" + UNKNOWN))
                .with("Content-Type", "application/json")
                .body(("{\"" + MARK + "\":\"" + MARK + "\"}").getBytes(UTF_8)),
            request(Request.of("PATCH", Request.RESOURCES + "/" + UNKNOWN))
                .with("Content-Type", "application/json")
                .with("If-Match", "\"" + MARK + "\"")
                .body(("{\"name\":\"" + MARK + "\"}").getBytes(UTF_8)),
            request(Request.of("DELETE", Request.RESOURCES)));

    for (Request request : requests) {
      assertThat(customer.send(request).status()).isBetween(400, 499);
    }

    assertNoMark(api.log().drain());
  }

  @Test
  void whenEventsAreHandledOrRefused() throws IOException {
    LoadedFunction provision = api.function("ProvisionFunction");
    String requested =
        event(
            "ResourceRequested",
            "\"requestId\":\"%s\",\"requestedBy\":\"%s\",\"resource\":%s"
                .formatted("request-1", MARK, MARKED_REQUEST));
    String credential =
        event(
            "CredentialChanged",
            "\"credentialId\":\"%s\",\"name\":\"%s\",\"provider\":\"AWS\",\"version\":7"
                .formatted(Customer.SAMPLE_CREDENTIAL, MARK));
    for (String body :
        List.of(
            requested,
            credential,
            requested.replace("\"AWS\"", "\"" + MARK + "\""),
            requested.replace("\"resource\":", "\"" + MARK + "\":"),
            requested.replace("ResourceRequested", MARK),
            requested.substring(0, requested.length() - 9),
            credential.replace("\"version\":7", "\"version\":\"" + MARK + "\""),
            MARK)) {
      provision.invoke(queued(body), "request-1");
    }

    assertThat(api.log().drain())
        .hasSize(8)
        .anyMatch(line -> line.contains("An event was applied"))
        .anyMatch(line -> line.contains("A message is no event"))
        .allSatisfy(NoSecretInLogsTest::assertNoMark);
  }

  @Test
  void whenStoreAndKeyringAreUnavailable() throws IOException {
    ObjectNode create = sample("create-resource.json");
    create.put(
        "body", Base64.getEncoder().encodeToString(MARKED_REQUEST.toString().getBytes(UTF_8)));
    api.function("CreateResourceFunction", OUT_OF_REACH).invoke(bytes(create), "request-1");
    api.function("ListResourcesFunction", OUT_OF_REACH)
        .invoke(bytes(sample("list-resources.json")), "request-1");
    api.function("ProvisionFunction", OUT_OF_REACH)
        .invoke(
            queued(
                event(
                    "ResourceRequested",
                    "\"requestId\":\"1\",\"requestedBy\":\"%s\",\"resource\":%s"
                        .formatted(MARK, MARKED_REQUEST))),
            "request-1");
    LoadedFunction authorizer = api.function("AuthorizerFunction", OUT_OF_REACH);
    for (String credential :
        List.of(
            "Bearer " + customer.token(customer.claims().with("sub", "\"" + MARK + "\"")),
            "ApiKey " + MARK)) {
      assertFailsWithoutAMark(authorizer, credential);
    }

    assertThat(api.log().drain())
        .allSatisfy(NoSecretInLogsTest::assertNoMark)
        .filteredOn(line -> line.contains("\"cause\":["))
        .hasSize(5);
  }

  @Test
  void whenTheAuthorizersContextIsMalformed() throws IOException {
    for (String name : List.of("organizationId", "callerKind", "permissions")) {
      ObjectNode event = sample("list-resources.json");
      ((ObjectNode) event.path("requestContext").path("authorizer")).put(name, MARK);
      api.function("ListResourcesFunction").invoke(bytes(event), "request-1");
    }

    assertThat(api.log().drain())
        .allSatisfy(NoSecretInLogsTest::assertNoMark)
        .filteredOn(line -> line.contains("\"level\":\"ERROR\""))
        .hasSize(3);
  }

  /** Lambda logs the message of an exception that a function throws. */
  private static void assertFailsWithoutAMark(LoadedFunction authorizer, String credential)
      throws IOException {
    ObjectNode event = sample("authorizer-token.json");
    ((ObjectNode) event.path("headers")).put("Authorization", credential);
    ((ObjectNode) event.path("multiValueHeaders")).putArray("Authorization").add(credential);
    try {
      authorizer.invoke(bytes(event), "request-1");
      throw new AssertionError("The authorizer must fail");
    } catch (FunctionFailure e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        assertNoMark(String.valueOf(at.getMessage()));
      }
    }
  }

  /** Signs a request as an administrator whose token contains the marker. */
  private Request request(Request request) {
    return request.with(
        "Authorization",
        "Bearer " + customer.token(customer.claims().with("sub", "\"" + MARK + "\"")));
  }

  private String forged() {
    return TokenForge.hs256(
        TestKeys.OTHER_SECRET,
        Customer.TOKEN_HEADER,
        customer.claims().with("sub", "\"" + MARK + "\"").json());
  }

  private String event(String type, String members) {
    return """
    {"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"%s",\
    "source":"entryguard","time":"2026-02-18T11:00:00Z","detail":{"organizationId":"%s",%s}}\
    """
        .formatted(type, customer.id(), members);
  }

  private static byte[] queued(String body) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    event.putArray("Records").addObject().put("messageId", "1").put("body", body);
    return bytes(event);
  }

  private static ObjectNode sample(String file) throws IOException {
    return (ObjectNode)
        JSON.readTree(Files.readAllBytes(RepositoryTemplate.HOME.resolve("events").resolve(file)));
  }

  private static byte[] bytes(ObjectNode event) throws IOException {
    return JSON.writeValueAsBytes(event);
  }

  private static void assertNoMark(List<String> lines) {
    assertThat(lines).isNotEmpty().allSatisfy(NoSecretInLogsTest::assertNoMark);
  }

  private static void assertNoMark(String line) {
    assertThat(line).doesNotContainIgnoringCase(MARK);
  }
}
