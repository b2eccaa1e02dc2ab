package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.Tier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Invokes the deployed functions with generated events: malformed ones, and valid ones with
 * arbitrary content of callers. {@code -Dseed} repeats the run that reported it.
 */
@Tag("generated")
@ExtendWith(LocalApiExtension.class)
final class GeneratedEventsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "00000000-0000-4000-8000-000000000008";
  private static final List<String> ERROR_MEMBERS = List.of("error", "message", "timestamp");

  private final LocalApiFixture api;
  private final Customer customer;
  private final Map<String, Integer> responses = new TreeMap<>();

  GeneratedEventsTest(LocalApiFixture api) {
    this.api = api;
    this.customer = Customer.of(api, Tier.PAID);
  }

  @Test
  void ofCreateChangeNothingUnlessTheyCreateAResource() {
    LoadedFunction create = api.function("CreateResourceFunction");
    int created = 0;
    for (int i = 0; i < Amount.of(2_000, 20_000); i++) {
      var generator = new Generator(Amount.seed() + i);
      ObjectNode event = byCustomer(sample("create-resource.json"));
      // Half of the valid bodies have an unknown credential, which saves the write.
      RequestJson unknown =
          generator
              .goodRequest()
              .with("credentialId", "\"" + generator.id(generator.uuid()) + "\"");
      byte[] body = generator.oneIn(3) ? unknown.toString().getBytes(UTF_8) : generator.badBody();
      if (generator.oneIn(10)) {
        event.put("body", new String(body, UTF_8)).put("isBase64Encoded", false);
      } else {
        event.put("body", Base64.getEncoder().encodeToString(body));
      }
      if (generator.oneIn(4)) {
        disturb(event, generator);
      }
      created += response(create, event, i).path("statusCode").asInt() == 201 ? 1 : 0;
    }
    say("create");
    assertThat(customer.resourceCount()).isEqualTo(created);
  }

  @Test
  void ofListAndOfOtherRoutesGetAResponse() {
    LoadedFunction list = api.function("ListResourcesFunction");
    LoadedFunction unmatched = api.function("UnmatchedRouteFunction");
    for (int i = 0; i < Amount.of(500, 5_000); i++) {
      var generator = new Generator(Amount.seed() + i);
      ObjectNode listed = byCustomer(sample("list-resources.json"));
      disturb(listed, generator);
      response(list, listed, i);
      ObjectNode elsewhere = sample("unmatched-route-path.json");
      disturb(elsewhere, generator);
      response(unmatched, elsewhere, i);
    }
    say("list and unmatched");
    assertThat(customer.resourceCount()).isZero();
  }

  /** What was not answered by a 204 is still there. */
  @Test
  void ofOneResourceAreAnsweredAndTakeNothingAwayUnlessItIsDeleted() {
    Map<String, LoadedFunction> functions =
        Map.of(
            "get-resource.json", api.function("GetResourceFunction"),
            "update-resource.json", api.function("UpdateResourceFunction"),
            "verify-resource.json", api.function("VerifyResourceFunction"),
            "delete-resource.json", api.function("DeleteResourceFunction"));
    List<String> samples = functions.keySet().stream().sorted().toList();
    String id = customer.create(RequestJson.valid()).json().path("id").textValue();
    int deleted = 0;
    for (int i = 0; i < Amount.of(1_000, 10_000); i++) {
      var generator = new Generator(Amount.seed() + i);
      // The first number of neighbouring seeds is nearly the same.
      String sample = samples.get(i % samples.size());
      ObjectNode event = byCustomer(sample(sample));
      ObjectNode parameters = (ObjectNode) event.path("pathParameters");
      parameters.put("id", generator.oneIn(4) ? generator.headerValue() : id);
      if (sample.equals("update-resource.json") || generator.oneIn(4)) {
        event.put("body", Base64.getEncoder().encodeToString(generator.badBody()));
        event.put("isBase64Encoded", true);
      }
      if (generator.oneIn(2)) {
        String name = generator.oneOf(List.of("If-Match", "If-None-Match", "Prefer"));
        ((ObjectNode) event.path("multiValueHeaders"))
            .putArray(name)
            .add(generator.headerValue())
            .add(generator.oneOf(List.of("*", "\"a\"", "W/\"a\"", "wait=x", "wait=0", "")));
      }
      if (generator.oneIn(4)) {
        disturb(event, generator);
      }
      if (response(requireNonNull(functions.get(sample)), event, i).path("statusCode").asInt()
          == 204) {
        deleted++;
        id = customer.create(RequestJson.valid()).json().path("id").textValue();
      }
    }
    api.log().drain();
    say("one resource");
    assertThat(deleted).isPositive();
    assertThat(customer.resourceCount()).isEqualTo(1);
  }

  /** Only the authorizer's context in its exact form authenticates a caller. */
  @Test
  void withAnotherAuthorizerContextAreRefused() {
    LoadedFunction create = api.function("CreateResourceFunction");
    LoadedFunction list = api.function("ListResourcesFunction");
    api.log().drain();
    int rounds = Amount.of(500, 5_000);
    for (int i = 0; i < rounds; i++) {
      var generator = new Generator(Amount.seed() + i);
      ObjectNode event =
          byCustomer(sample(i % 2 == 0 ? "create-resource.json" : "list-resources.json"));
      spoil((ObjectNode) event.path("requestContext"), generator);

      JsonNode response = read(invoke(i % 2 == 0 ? create : list, event, i));

      assertThat(response.path("statusCode").asInt())
          .as("-Dseed=%d %s", Amount.seed() + i, event)
          .isEqualTo(500);
      isAnError(response, i);
    }
    assertThat(customer.resourceCount()).isZero();
    assertThat(api.log().drain())
        .hasSize(rounds * 2)
        .filteredOn(line -> line.contains("\"level\":\"ERROR\",\"message\":\"The request failed\""))
        .hasSize(rounds);
  }

  @Test
  void ofTheAuthorizerAreDeniedWithoutTheToken() {
    LoadedFunction authorizer = api.function("AuthorizerFunction");
    for (int i = 0; i < Amount.of(1_500, 15_000); i++) {
      var generator = new Generator(Amount.seed() + i);
      ObjectNode event = sample("authorizer-token.json");
      String value =
          switch (generator.below(4)) {
            case 0 -> generator.headerValue();
            case 1 -> "ApiKey " + generator.headerValue();
            default -> "Bearer " + changed(customer.adminToken(), generator);
          };
      ((ObjectNode) event.path("headers")).put("Authorization", value);
      ((ObjectNode) event.path("multiValueHeaders")).putArray("Authorization").add(value);
      if (generator.oneIn(3)) {
        disturb(event, generator);
      }
      String effect = effect(authorizer, event, i);
      responses.merge(effect, 1, Integer::sum);
      assertThat(effect).as("-Dseed=%d %s", Amount.seed() + i, event).isNotEqualTo("Allow");
    }
    api.log().drain();
    say("authorizer");
  }

  @Test
  void ofTheQueueAreHandledOrReportedWithoutOtherEffects() {
    LoadedFunction provision = api.function("ProvisionFunction");
    api.log().drain();
    List<Map<String, AttributeValue>> before = customer.items();
    List<String> samples =
        List.of(
            "provision-organization-changed.json",
            "provision-credential-changed.json",
            "provision-api-key-changed.json",
            "provision-resource-requested.json",
            "provision-resource-verified.json",
            "provision-resource-sessions-changed.json",
            "provision-resource-deleted.json");
    for (int i = 0; i < Amount.of(1_000, 10_000); i++) {
      var generator = new Generator(Amount.seed() + i);
      ObjectNode event = sample(generator.oneOf(samples));
      var message = (ObjectNode) event.path("Records").path(0);
      message.put("body", spoiledBody(ofNobody(message.path("body").textValue()), generator));
      if (generator.oneIn(5)) {
        message.set("attributes", value(generator));
      }

      JsonNode response = read(invoke(provision, event, i));

      JsonNode failures = response.path("batchItemFailures");
      assertThat(failures.isArray()).isTrue();
      failures.forEach(failure ->
          assertThat(failure.path("itemIdentifier")).isEqualTo(message.path("messageId")));
      responses.merge(failures.isEmpty() ? "done" : "given back", 1, Integer::sum);
    }
    List<String> logged = api.log().drain();
    say("provision");
    assertThat(responses).containsKeys("done", "given back");
    assertThat(customer.items()).isEqualTo(before);
    // An INTERNAL_ERROR would be a fault of the service: no event may cause it.
    assertThat(logged).noneMatch(line -> line.contains("\"level\":\"ERROR\""));
  }

  /** Replaces the organization by one that no other test uses. */
  private static String ofNobody(String body) {
    return body.replaceFirst(
        "\"organizationId\":\"[^\"]*\"", "\"organizationId\":\"" + NOBODY + "\"");
  }

  /** Returns the body with a mistyped, additional or missing member, or with changed bytes. */
  private static String spoiledBody(String body, Generator generator) {
    if (generator.oneIn(3)) {
      return new String(generator.mutated(body.getBytes(UTF_8)), UTF_8);
    }
    ObjectNode event = (ObjectNode) read(body.getBytes(UTF_8));
    JsonNode detail = event.path("detail");
    ObjectNode target = generator.oneIn(3) ? event : (ObjectNode) detail;
    if (detail.path("resource").isObject() && generator.oneIn(2)) {
      target = (ObjectNode) detail.path("resource");
    }
    List<String> names = new ArrayList<>();
    target.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return body;
    }
    switch (generator.below(3)) {
      case 0 -> target.remove(generator.oneOf(names));
      case 1 -> target.set("m" + generator.below(9), value(generator));
      default -> target.set(generator.oneOf(names), value(generator));
    }
    return event.toString();
  }

  private String effect(LoadedFunction authorizer, ObjectNode event, int run) {
    try {
      return read(invoke(authorizer, event, run))
          .path("policyDocument")
          .path("Statement")
          .path(0)
          .path("Effect")
          .asText("none");
    } catch (FunctionFailure e) {
      // API Gateway turns a failure into a 500: allowed for a malformed event, not for callers'
      // input.
      assertThat(event.path("methodArn").asText())
          .isNotEqualTo(sample("authorizer-token.json").path("methodArn").asText());
      return "failed";
    }
  }

  /** Returns the token with at least one character changed. */
  private static String changed(String token, Generator generator) {
    while (true) {
      String changed =
          new String(generator.mutated(token.getBytes(UTF_8)), UTF_8).replaceAll("[^!-~]", "_");
      if (!changed.equals(token)) {
        return changed;
      }
    }
  }

  /** Changes or removes members outside the authorizer's context. */
  private static void disturb(ObjectNode event, Generator generator) {
    for (int i = generator.below(3); i >= 0; i--) {
      ObjectNode target = generator.oneIn(3) ? (ObjectNode) event.path("requestContext") : event;
      List<String> names = new ArrayList<>();
      target.fieldNames().forEachRemaining(names::add);
      names.removeAll(List.of("authorizer", "requestContext", "body", "isBase64Encoded"));
      String name = generator.oneOf(names);
      if (generator.oneIn(3)) {
        target.remove(name);
      } else if (name.endsWith("eaders") && generator.oneIn(2)) {
        ObjectNode headers = target.putObject(name);
        headers.set(
            generator.oneOf(
                List.of("Content-Type", "content-type", "Idempotency-Key", "If-Match", "X")),
            value(generator));
      } else {
        target.set(name, value(generator));
      }
    }
  }

  private static void spoil(ObjectNode context, Generator generator) {
    var authorizer = (ObjectNode) context.path("authorizer");
    String name =
        generator.oneOf(List.of("organizationId", "callerKind", "subject", "permissions"));
    switch (generator.below(6)) {
      case 0 -> context.remove("authorizer");
      case 1 -> context.putNull("authorizer");
      case 2 -> context.put("authorizer", "admin");
      case 3 -> authorizer.remove(name);
      case 4 -> authorizer.putObject(name).put("S", "admin");
      default -> {
        if (name.equals("permissions")) {
          authorizer.put(name, "resources:read resources:create *");
        } else {
          authorizer.put(name, generator.oneOf(List.of("", " ")));
        }
      }
    }
  }

  private static JsonNode value(Generator generator) {
    try {
      return JSON.readTree(generator.json(3));
    } catch (JsonProcessingException e) {
      // A number beyond databind's types.
      return JSON.nullNode();
    }
  }

  private ObjectNode byCustomer(ObjectNode event) {
    ObjectNode authorizer = (ObjectNode) event.path("requestContext").path("authorizer");
    authorizer.put("organizationId", customer.id().toString());
    authorizer.put(
        "permissions",
        "resources:create resources:read resources:update resources:delete resources:verify");
    return event;
  }

  private static ObjectNode sample(String file) {
    try {
      return (ObjectNode)
          JSON.readTree(
              Files.readAllBytes(RepositoryTemplate.HOME.resolve("events").resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode response(LoadedFunction function, ObjectNode event, int run) {
    JsonNode response = read(invoke(function, event, run));
    int status = response.path("statusCode").asInt();
    assertThat(status)
        .as("-Dseed=%d %s%n%s", Amount.seed() + run, event, response)
        .isBetween(200, 499);
    if (status >= 400) {
      isAnError(response, run);
    }
    responses.merge(Integer.toString(status), 1, Integer::sum);
    return response;
  }

  private static void isAnError(JsonNode response, int run) {
    JsonNode body = read(response.path("body").textValue().getBytes(UTF_8));
    List<String> members = new ArrayList<>(ERROR_MEMBERS);
    if (body.path("error").asText().equals("VALIDATION_ERROR")) {
      members.add("validationErrors");
    }
    assertThat((Iterable<String>) body::fieldNames)
        .as("-Dseed=%d %s", Amount.seed() + run, body)
        .containsExactlyElementsOf(members);
    assertThat(response.path("headers").path("Content-Type").asText())
        .isEqualTo("application/json");
  }

  private static byte[] invoke(LoadedFunction function, ObjectNode event, int run) {
    return function.invoke(event.toString().getBytes(UTF_8), "request-" + run);
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String what) {
    System.out.printf(
        "generated events of %s, seeds from %d: %s%n", what, Amount.seed(), responses);
  }
}
