package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.template.FunctionRole;
import io.entryguard.resources.local.template.FunctionRole.Permission;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each role allows exactly the calls that its function makes. Records the calls while the function
 * does everything it can, and compares them with the role by action and leading keys.
 */
@ExtendWith(LocalApiExtension.class)
final class PermissionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The IAM action for each part of a transaction. */
  private static final Map<String, String> ACTIONS_OF_PARTS =
      Map.of(
          "Put", "dynamodb:PutItem",
          "Update", "dynamodb:UpdateItem",
          "Delete", "dynamodb:DeleteItem",
          "ConditionCheck", "dynamodb:ConditionCheckItem");

  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.\\w+\\.\\w+Client");

  private static final String PUBLISHER = "PublishChangesFunction";

  private final LocalApiFixture api;
  private final Tenant tenant;
  private final Map<String, RecordedCalls> tables = new HashMap<>();
  private final Map<String, RecordedCalls> secrets = new HashMap<>();
  private RecordedCalls bus;
  private HttpServer eventBridge;
  private ChangedApi recorded;

  PermissionsTest(LocalApiFixture api) {
    this.api = api;
    this.tenant = api.newTenant(Tier.FREE);
  }

  @BeforeEach
  void recordCalls() throws IOException {
    eventBridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    eventBridge.createContext("/", PermissionsTest::takeOneEvent);
    eventBridge.start();
    bus = RecordedCalls.of(URI.create("http://localhost:" + eventBridge.getAddress().getPort()));
    Map<String, Map<String, String>> variables = new HashMap<>();
    for (var function : api.api().template().functions().values()) {
      Map<String, String> changed = new HashMap<>();
      recordCalls(function.environment(), "DYNAMODB_ENDPOINT", function.name(), tables, changed);
      recordCalls(
          function.environment(), "SECRETS_MANAGER_ENDPOINT", function.name(), secrets, changed);
      // By default there is no rate limit locally.
      if (function.environment().containsKey("REQUESTS_PER_MINUTE")) {
        changed.put("REQUESTS_PER_MINUTE", "600");
      }
      variables.put(function.name(), changed);
    }
    recorded = ChangedApi.start(api, variables);
  }

  private static void takeOneEvent(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] response =
          "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, response.length);
      exchange.getResponseBody().write(response);
    }
  }

  private static void recordCalls(
      Map<String, String> environment,
      String variable,
      String function,
      Map<String, RecordedCalls> between,
      Map<String, String> changed)
      throws IOException {
    String endpoint = environment.get(variable);
    if (endpoint != null) {
      var calls = RecordedCalls.of(URI.create(endpoint));
      between.put(function, calls);
      changed.put(variable, calls.endpoint());
    }
  }

  @AfterEach
  void stop() {
    recorded.close();
    bus.close();
    eventBridge.stop(0);
    tables.values().forEach(RecordedCalls::close);
    secrets.values().forEach(RecordedCalls::close);
  }

  @Test
  void allowsEachFunctionExactlyItsCalls() throws IOException {
    makeEveryRequest();
    sendEveryEvent();
    publishEveryChange();

    SoftAssertions.assertSoftly(softly -> {
      for (String function : api.api().template().functions().keySet()) {
        FunctionRole role = FunctionRole.of(function);
        softly.assertThat(role.permissionsOn("Table")).as(function).isEqualTo(onTable(function));
        softly
            .assertThat(role.permissionsOn("Keyring"))
            .as(function)
            .isEqualTo(onSecrets(function));
        softly
            .assertThat(role.permissionsOn("EventBus"))
            .as(function)
            .isEqualTo(function.equals(PUBLISHER) ? onBus() : Set.of());
      }
      softly
          .assertThat(operations())
          .as("every call that is in the code was recorded")
          .isEqualTo(operationsInTheCode());
    });
  }

  private void makeEveryRequest() {
    String body = RequestJson.valid().with("credentialId", quoted(credential())).toString();
    assertThat(create(body, "first").statusCode()).isEqualTo(201);
    assertThat(create(body, "first").statusCode()).isEqualTo(201);
    assertThat(create(body, "second").statusCode()).isEqualTo(201);
    assertThat(
            recorded
                .send(
                    recorded
                        .resources()
                        .header("Authorization", "Bearer " + tenant.adminToken())
                        .GET())
                .statusCode())
        .isEqualTo(200);
    assertThat(
            recorded
                .send(
                    recorded
                        .resources()
                        .header("Authorization", "ApiKey " + api.demo().paidApiKey())
                        .GET())
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> page =
        recorded.send(
            recorded
                .resources("?limit=1&provider=AWS")
                .header("Authorization", "Bearer " + tenant.adminToken())
                .GET());
    assertThat(page.headers().firstValue("Link")).isPresent();
    assertThat(recorded.send(recorded.resources().DELETE()).statusCode()).isEqualTo(405);
    doAllThatIsDoneToOneResource(body);
  }

  private void doAllThatIsDoneToOneResource(String body) {
    HttpResponse<String> created = create(body, "third");
    String path =
        created
            .headers()
            .firstValue("Location")
            .map(location -> location.substring(location.lastIndexOf('/')))
            .orElseThrow();
    String tag = created.headers().firstValue("ETag").orElseThrow();

    HttpRequest.Builder update =
        byAdmin(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"name\":\"Bastion\"}"));
    String other = "{\"credentialId\":" + quoted(otherCredential()) + "}";
    HttpRequest.Builder withCredential =
        byAdmin(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(other));

    assertThat(recorded.send(byAdmin(path).GET()).statusCode()).isEqualTo(200);
    assertThat(recorded.send(update).statusCode()).isEqualTo(200);
    assertThat(recorded.send(withCredential).statusCode()).isEqualTo(200);
    assertThat(recorded.send(byAdmin(path + "/verify").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(202);
    assertThat(
            recorded
                .send(
                    byAdmin(path + "/verify")
                        .header("Prefer", "wait=1")
                        .POST(BodyPublishers.noBody()))
                .statusCode())
        .isIn(200, 202);
    assertThat(recorded.send(byAdmin(path).header("If-Match", tag).DELETE()).statusCode())
        .isEqualTo(412);
    assertThat(recorded.send(byAdmin(path).DELETE()).statusCode()).isEqualTo(204);
  }

  private HttpRequest.Builder byAdmin(String path) {
    return recorded.resources(path).header("Authorization", "Bearer " + tenant.adminToken());
  }

  private String otherCredential() {
    var other = new CredentialId(UUID.randomUUID());
    api.accounts()
        .save(
            new Credential(
                tenant.organization().id(), other, "AWS Staging Account", Provider.AWS, false, 1));
    return other.toString();
  }

  private HttpResponse<String> create(String body, String key) {
    HttpRequest.Builder request =
        recorded
            .resources()
            .header("Authorization", "Bearer " + tenant.adminToken())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body));
    return recorded.send(request);
  }

  private void sendEveryEvent() throws IOException {
    String resource = resourceId();
    event("OrganizationChanged")
        .put("name", "Maple Studio")
        .put("tier", "FREE")
        .put("status", "ACTIVE")
        .put("version", 1_000)
        .done();
    event("CredentialChanged")
        .put("credentialId", credential())
        .put("name", "AWS Production Account")
        .put("provider", "AWS")
        .put("version", 1_000)
        .done();
    event("ApiKeyChanged")
        .put("keyHash", "0123456789abcdef".repeat(4))
        .put("displayPrefix", "eg_live_test")
        .put("name", "Deploy key")
        .put("scopes", JSON.createArrayNode().add("resources:read"))
        .put("version", 1)
        .done();
    event("ResourceRequested").put("resource", resource(credential(), "AWS")).request().done();
    event("ResourceRequested").put("resource", resource(credential(), "GCP")).request().done();
    event("ResourceRequested")
        .put("resource", resource(UUID.randomUUID().toString(), "AWS"))
        .request()
        .failed();
    event("ResourceVerified")
        .put("resourceId", resource)
        .put("succeeded", true)
        .put("verifiedAt", "2030-01-01T00:00:00Z")
        .put("version", 1)
        .done();
    event("ResourceDeleted").put("resourceId", resource).put("version", 2).done();
  }

  private void publishEveryChange() throws IOException {
    byte[] response =
        api.load(
                ChangedApi.changed(
                    api.api().template().function(PUBLISHER),
                    Map.of("EVENT_BRIDGE_ENDPOINT", bus.endpoint())))
            .invoke(
                Files.readAllBytes(
                    RepositoryTemplate.HOME.resolve("events/publish-resource-created.json")),
                "request-1");

    assertThat(new String(response, UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private String resourceId() throws IOException {
    return JSON.readTree(
            recorded
                .send(
                    recorded
                        .resources()
                        .header("Authorization", "Bearer " + tenant.adminToken())
                        .GET())
                .body())
        .at("/0/id")
        .asText();
  }

  private static ObjectNode resource(String credential, String provider) throws IOException {
    return (ObjectNode)
        JSON.readTree(
            RequestJson.valid()
                .with("credentialId", quoted(credential))
                .with("provider", quoted(provider))
                .toString());
  }

  private String credential() {
    return tenant.credential().id().toString();
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private EventOfTenant event(String type) {
    return new EventOfTenant(type);
  }

  /** An event of this test's organization. */
  private final class EventOfTenant {
    private final ObjectNode event = JSON.createObjectNode();
    private final ObjectNode detail;

    private EventOfTenant(String type) {
      event.put("source", "entryguard").put("detail-type", type);
      detail = event.putObject("detail");
      detail.put("organizationId", tenant.organization().id().toString());
    }

    private EventOfTenant put(String member, Object value) {
      detail.set(member, JSON.valueToTree(value));
      return this;
    }

    private EventOfTenant request() {
      return put("requestId", UUID.randomUUID().toString()).put("requestedBy", "terraform");
    }

    private void done() throws IOException {
      assertThat(send().path("done")).hasSize(1);
    }

    private void failed() throws IOException {
      assertThat(send().path("failed")).hasSize(1);
    }

    private JsonNode send() throws IOException {
      HttpResponse<String> response =
          recorded.send(recorded.events().POST(BodyPublishers.ofString(event.toString())));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    }
  }

  private Set<Permission> onTable(String function) {
    Set<Permission> permissions = new HashSet<>();
    for (RecordedCalls.Call call : calls(tables, function)) {
      JsonNode body = call.body();
      switch (call.operation()) {
        case "GetItem", "UpdateItem", "DeleteItem" ->
            permissions.add(permission("dynamodb:" + call.operation(), body, body.at("/Key/pk/S")));
        case "PutItem" ->
            permissions.add(permission("dynamodb:PutItem", body, body.at("/Item/pk/S")));
        case "Query" -> {
          assertThat(body.path("KeyConditionExpression").asText()).startsWith("#pk = :pk AND ");
          permissions.add(
              permission("dynamodb:Query", body, body.at("/ExpressionAttributeValues/:pk/S")));
        }
        case "BatchGetItem" ->
            body.path("RequestItems")
                .properties()
                .forEach(items -> {
                  assertThat(items.getKey()).isEqualTo("Table");
                  items
                      .getValue()
                      .path("Keys")
                      .forEach(key ->
                          permissions.add(
                              new Permission(
                                  "dynamodb:BatchGetItem", leadingKeys(key.at("/pk/S")))));
                });
        case "TransactWriteItems" -> permissions.addAll(ofTransaction(body.path("TransactItems")));
        default -> throw new AssertionError(call.operation() + " is not known here");
      }
    }
    return permissions;
  }

  /**
   * The action of each part with the leading keys of all parts: it is not documented whether IAM
   * evaluates a part's own key or all of them, so a role must allow both.
   */
  private static Set<Permission> ofTransaction(JsonNode items) {
    Set<Permission> parts = new HashSet<>();
    items.forEach(item -> item.properties().forEach(part -> parts.add(partOf(part))));
    Set<Permission> permissions = new HashSet<>();
    for (Permission action : parts) {
      for (Permission keys : parts) {
        permissions.add(new Permission(action.action(), keys.leadingKeys()));
      }
    }
    return permissions;
  }

  private static Permission partOf(Map.Entry<String, JsonNode> part) {
    assertThat(ACTIONS_OF_PARTS).containsKey(part.getKey());
    String action = ACTIONS_OF_PARTS.getOrDefault(part.getKey(), "");
    String key = part.getKey().equals("Put") ? "/Item/pk/S" : "/Key/pk/S";
    return permission(action, part.getValue(), part.getValue().at(key));
  }

  private static Permission permission(String action, JsonNode request, JsonNode partitionKey) {
    assertThat(request.path("TableName").asText()).isEqualTo("Table");
    return new Permission(action, leadingKeys(partitionKey));
  }

  private static String leadingKeys(JsonNode partitionKey) {
    String key = partitionKey.asText();
    assertThat(key).contains("#");
    return key.substring(0, key.indexOf('#')) + "#*";
  }

  private Set<Permission> onSecrets(String function) {
    Set<Permission> permissions = new HashSet<>();
    for (RecordedCalls.Call call : calls(secrets, function)) {
      assertThat(call.body().path("SecretId").asText())
          .isEqualTo(api.api().template().keyringSecretId());
      permissions.add(new Permission("secretsmanager:" + call.operation(), "*"));
    }
    return permissions;
  }

  private Set<Permission> onBus() {
    Set<Permission> permissions = new HashSet<>();
    for (RecordedCalls.Call call : bus.calls()) {
      assertThat(call.body().at("/Entries/0/EventBusName").asText())
          .isEqualTo(api.api().template().events().bus());
      permissions.add(new Permission("events:" + call.operation(), "*"));
    }
    return permissions;
  }

  private static List<RecordedCalls.Call> calls(
      Map<String, RecordedCalls> between, String function) {
    RecordedCalls calls = between.get(function);
    return calls == null ? List.of() : calls.calls();
  }

  private Set<String> operations() {
    return Stream.of(tables.values(), secrets.values(), List.of(bus))
        .flatMap(Collection::stream)
        .flatMap(calls -> calls.calls().stream())
        .map(call ->
            Character.toLowerCase(call.operation().charAt(0)) + call.operation().substring(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The operations that the shared code calls; each must be recorded for some function. */
  private static Set<String> operationsInTheCode() {
    Set<String> operations = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .importPaths(
                List.of(
                    Path.of("../shared/core/target/classes"),
                    Path.of("../shared/api/target/classes"),
                    Path.of("../shared/aws/target/classes"),
                    Path.of("../functions/authorizer/target/classes"),
                    Path.of("../functions/publish-changes/target/classes")))) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        if (CLIENT.matcher(call.getTargetOwner().getName()).matches()
            && !call.getName().equals("builder")) {
          operations.add(call.getName());
        }
      }
    }
    return operations;
  }
}
