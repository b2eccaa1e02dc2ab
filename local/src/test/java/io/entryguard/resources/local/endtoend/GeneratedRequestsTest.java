package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends generated requests over HTTP: every response must conform to the contract. {@code -Dseed}
 * repeats the run that reported it.
 */
@Tag("generated")
@ExtendWith(LocalApiExtension.class)
final class GeneratedRequestsTest {
  private static final int REQUESTS_OF_A_CUSTOMER = 100;
  private static final int CALLERS = 16;
  private static final Set<String> ERRORS =
      Stream.concat(
              EnumSet.allOf(ErrorCode.class).stream()
                  .filter(code -> code.status() < 500)
                  .map(Enum::name),
              Stream.of("UNAUTHORIZED"))
          .collect(Collectors.toUnmodifiableSet());

  private final LocalApiFixture api;
  private final Map<String, AtomicInteger> responses = new ConcurrentSkipListMap<>();

  GeneratedRequestsTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void getConformingResponsesAndChangeOnlyWhatTheyReport() throws Exception {
    int customers = Amount.of(800, 10_000) / REQUESTS_OF_A_CUSTOMER;

    try (var callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < customers; i++) {
        long seed = Amount.seed() + i;
        runs.add(callers.submit(() -> new Run(seed).all()));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
    api.log().drain();

    System.out.printf(
        "%,d generated requests, seeds from %d: %s%n",
        responses.values().stream().mapToInt(AtomicInteger::get).sum(), Amount.seed(), responses);
    // Both accepted and refused requests must occur.
    assertThat(responses.keySet())
        .contains(
            "200",
            "201",
            "400 VALIDATION_ERROR",
            "401 UNAUTHORIZED",
            "403 FORBIDDEN",
            "404 CREDENTIAL_NOT_FOUND",
            "404 NOT_FOUND",
            "405 METHOD_NOT_ALLOWED",
            "415 UNSUPPORTED_MEDIA_TYPE",
            "422 IDEMPOTENCY_KEY_REUSED");
  }

  /** A run with one customer and its expected resources. */
  private final class Run {
    private final long seed;
    private final Generator generator;
    private final Customer customer = Customer.of(api, Tier.PAID);
    private final List<String> created = new ArrayList<>();
    private final Map<String, String> byKey = new TreeMap<>();

    Run(long seed) {
      this.seed = seed;
      this.generator = new Generator(seed);
    }

    void all() {
      try {
        for (int i = 0; i < REQUESTS_OF_A_CUSTOMER; i++) {
          switch (generator.below(20)) {
            case 0, 1 -> good();
            case 2 -> keyed();
            case 3 -> list();
            case 4, 5 -> elsewhere();
            case 6 -> walk();
            default -> bad();
          }
        }
        assertOnlyCreatedItems();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("-Dseed=" + seed, e);
      }
    }

    private void good() {
      RequestJson json = generator.goodRequest();
      Response response = send(customer.byAdmin(Request.create(json)));

      assertThat(response.status()).as("%s%n%s", json, response.body()).isEqualTo(201);
      assertReturnsWhatWasSent(response, json);
      created.add(response.body());
    }

    private void keyed() {
      RequestJson json = generator.goodRequest();
      String key = "key-" + generator.below(3);
      Response response = send(customer.byAdmin(Request.create(json)).with("Idempotency-Key", key));

      if (byKey.putIfAbsent(key, json.toString()) == null) {
        assertThat(response.status()).as(response.body()).isEqualTo(201);
        created.add(response.body());
      } else {
        assertThat(response.status()).as(response.body()).isEqualTo(422);
      }
    }

    private void list() {
      Response response = send(customer.byAdmin(Request.list()));

      assertThat(response.body()).isEqualTo(created.stream().collect(joining(",", "[", "]")));
    }

    /** Lists page by page, with the limit changed on the way. */
    private void walk() {
      List<String> pages = new ArrayList<>();
      String query = "limit=" + (1 + generator.below(20));
      while (!query.isEmpty()) {
        Response page = send(customer.byAdmin(Request.list().to(Request.RESOURCES + "?" + query)));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        String inside = page.body().substring(1, page.body().length() - 1);
        if (!inside.isEmpty()) {
          pages.add(inside);
        }
        query =
            page.header("Link").stream()
                .map(link ->
                    "limit="
                        + (1 + generator.below(20))
                        + link.replaceFirst(".*(&cursor=[^>]*)>.*", "$1"))
                .findAny()
                .orElse("");
      }
      assertThat(String.join(",", pages)).isEqualTo(String.join(",", created));
    }

    /** Asserts that text and config are returned verbatim. */
    private void assertReturnsWhatWasSent(Response response, RequestJson json) {
      assertThat(response.body())
          .contains(",\"config\":" + json.members().get("config") + ",\"isActive\":false,");
      JsonNode sent = new Response(0, Map.of(), json.toString()).json();
      for (String member : List.of("name", "resourceIdentifier", "resourceType")) {
        assertThat(response.json().path(member)).isEqualTo(sent.path(member));
      }
    }

    private void elsewhere() {
      String method = generator.oneOf(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"));
      String path =
          generator.oneOf(
              List.of(
                  "/api/v1/resources/" + generator.uuid(),
                  "/api/v1/resources/",
                  "/api/v1/resources%2F",
                  "/api/v1/resources;a=b",
                  "/api/v1/Resources",
                  "/api/v1//resources",
                  "/api/v1/organizations/" + generator.uuid(),
                  "/api/v1/resources/..%2f..",
                  "/api/",
                  "/api/%00",
                  "/api/v1/resources"));
      if (path.equals(Request.RESOURCES) && List.of("GET", "POST").contains(method)) {
        method = "PUT";
      }
      refused(send(sender(Request.of(method, path))));
    }

    private void bad() {
      Request request = generator.oneIn(5) ? Request.list() : Request.create(generator.badBody());
      if (generator.oneIn(6)) {
        request =
            request.to(
                Request.RESOURCES
                    + "?"
                    + generator.oneOf(
                        List.of(
                            "a=1",
                            "=",
                            "%00=%ff",
                            "&",
                            "limit",
                            "limit=0",
                            "limit=%ff",
                            "limit=1&limit=1",
                            "limit=1&cursor=" + generator.uuid(),
                            "cursor=AQ" + "A".repeat(generator.below(60)),
                            "provider=aws",
                            "resourceType=%00")));
      }
      if (generator.oneIn(5)) {
        request = request.without("Content-Type").with("Content-Type", generator.contentType());
      }
      if (generator.oneIn(5)) {
        request = request.with("Idempotency-Key", generator.headerValue());
      }
      if (generator.oneIn(8)) {
        request = request.with("X-" + generator.below(5), generator.headerValue());
      }
      if (generator.oneIn(8)) {
        request =
            Request.create(
                RequestJson.valid()
                    .with(
                        "credentialId",
                        "\"" + generator.id(Customer.SAMPLE_CREDENTIAL.value()) + "\"")
                    .toString());
      }
      Response response = send(sender(request));
      if (response.status() == 201) {
        created.add(response.body());
      } else if (response.status() == 200) {
        assertThat(response.body()).isEqualTo(created.stream().collect(joining(",", "[", "]")));
      } else {
        refused(response);
      }
    }

    /** Mostly an administrator, so that not every request fails authentication. */
    private Request sender(Request request) {
      return switch (generator.below(12)) {
        case 0 -> request;
        case 1 -> request.with("Authorization", generator.headerValue());
        case 2 -> request.with("Authorization", "Bearer " + customer.memberToken());
        case 3 ->
            request.with(
                "Authorization",
                "Bearer "
                    + new String(
                            generator.mutated(customer.adminToken().getBytes(ISO_8859_1)),
                            ISO_8859_1)
                        .replaceAll("[^!-~]", "_"));
        case 4 -> request.with("X-API-Key", generator.headerValue());
        default -> customer.byAdmin(request);
      };
    }

    private void refused(Response response) {
      assertThat(response.status()).as(response.body()).isBetween(400, 499);
      JsonNode body = response.json();
      List<String> members = new ArrayList<>(List.of("error", "message", "timestamp"));
      if (body.has("validationErrors")) {
        assertThat(body.path("error").textValue()).isEqualTo("VALIDATION_ERROR");
        assertThat(body.path("validationErrors")).isNotEmpty().hasSizeLessThanOrEqualTo(50);
        members.add("validationErrors");
      }
      assertThat((Iterable<String>) body::fieldNames).containsExactlyElementsOf(members);
      assertThat(body.path("error").textValue()).isIn(ERRORS);
      assertThat(body.path("message").textValue()).isNotBlank();
    }

    private Response send(Request request) {
      Response response = customer.send(request);
      response.assertCommonHeaders();
      String error = response.status() < 400 ? "" : " " + response.json().path("error").textValue();
      responses
          .computeIfAbsent(response.status() + error, _ -> new AtomicInteger())
          .incrementAndGet();
      return response;
    }

    private void assertOnlyCreatedItems() {
      list();
      assertThat(customer.resourceCount()).isEqualTo(created.size());
      // The organization, its credential, each resource, and a record for each idempotency key.
      assertThat(customer.items().size()).isBetween(2 + created.size(), 2 + 2 * created.size());
    }
  }
}
