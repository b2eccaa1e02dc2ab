package io.entryguard.resources.local.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.entryguard.resources.json.Golden;
import io.entryguard.resources.local.contract.Contract.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests the contract's check with valid responses, each changed in one place. */
final class ContractTest {
  private static final String RESOURCES = "/api/v1/resources";
  private static final Set<String> CLIENTS =
      Set.of("java.net.Socket", "java.net.http.HttpClient", "java.net.http.HttpClient$Builder");

  private static final Sample CREATED =
      Sample.of("POST", RESOURCES, 201, Golden.text("create-resource-response.json"))
          .with("Location", RESOURCES + "/550e8400-e29b-41d4-a716-446655440000")
          .with("ETag", "\"3b1f8a5c\"");
  private static final String ONE = RESOURCES + "/550e8400-e29b-41d4-a716-446655440000";
  private static final Sample GOT =
      Sample.of("GET", ONE, 200, Golden.text("create-resource-response.json"))
          .with("ETag", "\"3b1f8a5c\"");
  private static final Sample NOT_MODIFIED =
      Sample.of("GET", ONE, 304, "").without("Content-Type").with("ETag", "\"3b1f8a5c\"");
  private static final Sample UNKNOWN = Sample.error("GET", ONE, 404, "RESOURCE_NOT_FOUND");
  private static final Sample CHANGED = Sample.error("PATCH", ONE, 412, "PRECONDITION_FAILED");
  private static final Sample NO_PATCH =
      Sample.error("PATCH", ONE, 415, "UNSUPPORTED_MEDIA_TYPE")
          .with("Accept-Patch", "application/json");
  private static final Sample DELETED = Sample.of("DELETE", ONE, 204, "").without("Content-Type");
  private static final Sample IN_USE = Sample.error("DELETE", ONE, 400, "RESOURCE_IN_USE");
  private static final Sample REQUESTED =
      Sample.of("POST", ONE + "/verify", 202, Golden.text("create-resource-response.json"))
          .with("Retry-After", "5")
          .with("Preference-Applied", "wait=10");
  private static final Sample NOT_VERIFIED =
      Sample.error("POST", ONE + "/verify", 400, "VERIFICATION_FAILED");
  private static final Sample LISTED =
      Sample.of("GET", RESOURCES, 200, Golden.text("list-resources-response.json"));
  private static final Sample HEAD = Sample.of("HEAD", RESOURCES, 200, "");
  private static final Sample LIMIT =
      Sample.of("POST", RESOURCES, 400, Golden.text("max-resources-reached.json"));
  private static final Sample INVALID =
      Sample.of(
          "POST",
          RESOURCES,
          400,
          "{\"error\":\"VALIDATION_ERROR\",\"message\":\"m\",\"timestamp\":\"2026-02-18T11:00:00Z\",\"validationErrors\":{\"name\":\"must"
              + " not be blank\"}}");
  private static final Sample UNKNOWN_CALLER =
      Sample.error("GET", RESOURCES, 401, "UNAUTHORIZED").with("WWW-Authenticate", "Bearer");
  private static final Sample TOO_MANY =
      Sample.error("GET", RESOURCES, 429, "RATE_LIMIT_EXCEEDED")
          .with("Retry-After", "1")
          .with("RateLimit", "\"organization\";r=0;t=1")
          .with("RateLimit-Policy", "\"organization\";q=600;w=60");
  private static final Sample NO_METHOD =
      Sample.error("PUT", RESOURCES, 405, "METHOD_NOT_ALLOWED").with("Allow", "GET, POST");
  private static final Sample NO_PATH = Sample.error("GET", "/api/v1/other", 404, "NOT_FOUND");
  private static final Sample PREFLIGHT =
      Sample.of("OPTIONS", RESOURCES, 204, "")
          .without("Content-Type")
          .with("Access-Control-Allow-Origin", "https://console.example.com")
          .with("Access-Control-Allow-Methods", "GET, POST")
          .with("Access-Control-Allow-Headers", "Authorization")
          .with("Access-Control-Max-Age", "7200");

  private static final String LONG_NUMBER = "\"any\": 0." + "1".repeat(16_000);

  /** A request and its response. */
  record Sample(
      String method, String target, int status, Map<String, List<String>> headers, String body) {
    static Sample of(String method, String target, int status, String body) {
      Map<String, List<String>> headers = new LinkedHashMap<>();
      headers.put("content-type", List.of("application/json"));
      headers.put("x-request-id", List.of("3f2504e0"));
      headers.put("cache-control", List.of("no-store"));
      headers.put("x-content-type-options", List.of("nosniff"));
      headers.put("date", List.of("Wed, 18 Feb 2026 11:00:00 GMT"));
      return new Sample(method, target, status, headers, body);
    }

    static Sample error(String method, String target, int status, String error) {
      return of(
          method,
          target,
          status,
          "{\"error\":\"" + error + "\",\"message\":\"m\",\"timestamp\":\"2026-02-18T11:00:00Z\"}");
    }

    Sample with(String name, String... values) {
      Sample other = without(name);
      other.headers().put(name, List.of(values));
      return other;
    }

    Sample without(String name) {
      Map<String, List<String>> others = new LinkedHashMap<>(headers);
      others.keySet().removeIf(each -> each.equalsIgnoreCase(name));
      return new Sample(method, target, status, others, body);
    }

    Sample status(int other) {
      return new Sample(method, target, other, headers, body);
    }

    Sample by(String otherMethod) {
      return new Sample(otherMethod, target, status, headers, body);
    }

    Sample body(String other) {
      return new Sample(method, target, status, headers, other);
    }

    /** Returns the sample with a part of its body replaced; the body must contain the part. */
    Sample change(String part, String by) {
      assertThat(body).contains(part);
      return body(body.replace(part, by));
    }

    List<String> problems() {
      return Contract.published()
          .problems(method, target, new Response(status, headers, body.getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @FieldSource("GOOD")
  void acceptsAConformingResponse(Sample good) {
    assertThat(good.problems()).isEmpty();
  }

  static final List<Arguments> GOOD =
      List.of(
          argumentSet("created", CREATED),
          argumentSet("replayed", CREATED.with("Idempotency-Replayed", "true")),
          argumentSet("no region, no config", CREATED.change("\"eu-central-1\"", "null")),
          argumentSet("any config", CREATED.change("\"port\": 443", "\"any\": [1, {}, null]")),
          argumentSet("got", GOT),
          argumentSet("not modified", NOT_MODIFIED),
          argumentSet("no such resource", UNKNOWN),
          argumentSet("changed meanwhile", CHANGED),
          argumentSet("another media type", NO_PATCH),
          argumentSet("deleted", DELETED),
          argumentSet("in use", IN_USE),
          argumentSet("verification requested", REQUESTED),
          argumentSet("not verified", NOT_VERIFIED),
          argumentSet("listed", LISTED),
          argumentSet("empty list", LISTED.body("[]")),
          argumentSet(
              "part", LISTED.with("Link", "<" + RESOURCES + "?limit=1&cursor=abc>; rel=\"next\"")),
          argumentSet("head", HEAD),
          argumentSet("limit", LIMIT),
          argumentSet("invalid", INVALID),
          argumentSet("unknown caller", UNKNOWN_CALLER),
          argumentSet("too many", TOO_MANY),
          argumentSet(
              "too many at the gateway",
              TOO_MANY
                  .change("2026-02-18T11:00:00Z", "18/Feb/2026:11:00:00 +0000")
                  .without("RateLimit")
                  .without("RateLimit-Policy")),
          argumentSet("no such method", NO_METHOD),
          argumentSet("no such path", NO_PATH),
          argumentSet("preflight", PREFLIGHT),
          argumentSet(
              "a content type without content", PREFLIGHT.with("Content-Type", "application/json")),
          argumentSet("a number of many digits", CREATED.change("\"port\": 443", LONG_NUMBER)),
          argumentSet("outside the API", new Sample("GET", "/", 200, Map.of(), "<html>")));

  @ParameterizedTest
  @FieldSource("BAD")
  void reportsAViolation(Sample good, UnaryOperator<Sample> fault, String problem) {
    assertThat(good.problems()).isEmpty();

    assertThat(fault.apply(good).problems())
        .anySatisfy(found -> assertThat(found).containsIgnoringCase(problem));
  }

  private static Arguments bad(
      String name, Sample good, UnaryOperator<Sample> fault, String problem) {
    return argumentSet(name, good, fault, problem);
  }

  private static UnaryOperator<Sample> change(String part, String by) {
    return sample -> sample.change(part, by);
  }

  static final List<Arguments> BAD =
      List.of(
          bad("another status", CREATED, good -> good.status(200), "200 is not documented"),
          bad("a status of POST", LISTED, good -> good.status(415), "415 is not documented"),
          bad("a status of no path", NO_PATH, good -> good.status(405), "405 is not documented"),
          bad(
              "a method that there is not",
              LISTED,
              good -> good.by("PUT"),
              "200 is not documented"),
          bad(
              "no request id",
              LISTED,
              good -> good.without("X-Request-Id"),
              "X-Request-Id is missing"),
          bad("no Cache-Control", LIMIT, good -> good.without("Cache-Control"), "is missing"),
          bad("no Location", CREATED, good -> good.without("Location"), "Location is missing"),
          bad("no ETag of a create", CREATED, good -> good.without("ETag"), "ETag is missing"),
          bad("no ETag", GOT, good -> good.without("ETag"), "ETag is missing"),
          bad("a weak ETag", GOT, good -> good.with("ETag", "W/\"3b1f8a5c\""), "ETag: "),
          bad("a body of 304", NOT_MODIFIED, good -> good.body("{}"), "where none is promised"),
          bad("a body of 204", DELETED, good -> good.body("{}"), "where none is promised"),
          bad(
              "an error of another operation",
              UNKNOWN,
              change("RESOURCE_NOT_FOUND", "CREDENTIAL_NOT_FOUND"),
              "error"),
          bad("no condition on GET", CHANGED, good -> good.by("GET"), "412 is not documented"),
          bad(
              "no Accept-Patch",
              NO_PATCH,
              good -> good.without("Accept-Patch"),
              "Accept-Patch is missing"),
          bad(
              "no time to come back",
              REQUESTED,
              good -> good.without("Retry-After"),
              "Retry-After is missing"),
          bad(
              "another preference",
              REQUESTED,
              good -> good.with("Preference-Applied", "respond-async"),
              "Preference-Applied: "),
          bad(
              "no challenge",
              UNKNOWN_CALLER,
              good -> good.without("WWW-Authenticate"),
              "is missing"),
          bad("no Retry-After", TOO_MANY, good -> good.without("Retry-After"), "is missing"),
          bad("no Allow", NO_METHOD, good -> good.without("Allow"), "Allow is missing"),
          bad("no headers of HEAD", HEAD, good -> good.without("Cache-Control"), "is missing"),
          bad(
              "another header",
              LISTED,
              good -> good.with("X-Powered-By", "us"),
              "X-Powered-By is not documented"),
          bad(
              "a header of POST",
              LISTED,
              good -> good.with("Location", "/a"),
              "Location is not documented"),
          bad("a header twice", LISTED, good -> good.with("X-Request-Id", "1", "2"), "2 times"),
          bad("an empty header", LISTED, good -> good.with("X-Request-Id", ""), "X-Request-Id: "),
          bad(
              "another constant",
              LISTED,
              good -> good.with("Cache-Control", "no-cache"),
              "Cache-Control: "),
          bad(
              "another scheme",
              UNKNOWN_CALLER,
              good -> good.with("WWW-Authenticate", "Basic"),
              "WWW-Authenticate: "),
          bad("no number", TOO_MANY, good -> good.with("Retry-After", "soon"), "Retry-After: "),
          bad(
              "no structured field",
              TOO_MANY,
              good -> good.with("RateLimit", "r=0;t=1"),
              "RateLimit: "),
          bad("another link", LISTED, good -> good.with("Link", "<a>; rel=\"prev\""), "Link: "),
          bad(
              "another type",
              LISTED,
              good -> good.with("Content-Type", "text/plain"),
              "content types"),
          bad("no type", LISTED, good -> good.without("Content-Type"), "content types"),
          bad("a body of nothing", PREFLIGHT, good -> good.body("{}"), "where none is promised"),
          bad("a body of HEAD", HEAD, good -> good.body("[]"), "where none is promised"),
          bad("no body", LISTED, good -> good.body(""), ""),
          bad("no JSON", LISTED, good -> good.body("["), "not JSON"),
          bad("JSON and more", LISTED, good -> good.body("[] []"), "not JSON"),
          bad(
              "a member twice",
              CREATED,
              change("\"isActive\": false", "\"isActive\":false,\"isActive\":false"),
              "not JSON"),
          bad("no gzip", LISTED, good -> good.with("Content-Encoding", "gzip"), "not compressed"),
          bad(
              "another coding",
              LISTED,
              good -> good.with("Content-Encoding", "br"),
              "Content-Encoding: "),
          bad("an object for a list", LISTED, good -> good.body("{}"), "array"),
          bad(
              "another member",
              CREATED,
              change("\"isActive\"", "\"organizationId\": \"a\", \"isActive\""),
              "organizationId"),
          bad(
              "another member in a list",
              LISTED,
              change("\"isActive\"", "\"version\": 1, \"isActive\""),
              "version"),
          bad("a member less", CREATED, change("\"lastVerifiedAt\": null,", ""), "lastVerifiedAt"),
          bad(
              "text for a boolean",
              CREATED,
              change("\"isActive\": false", "\"isActive\": \"false\""),
              "boolean"),
          bad("null for a text", CREATED, change("\"Production API Gateway\"", "null"), "string"),
          bad("no UUID", CREATED, change("550e8400-e29b-41d4-a716-446655440000", "1"), "uuid"),
          bad("milliseconds", CREATED, change("11:00:00Z", "11:00:00.000Z"), "createdAt"),
          bad("no such day", CREATED, change("2026-02-18", "2026-02-30"), "date-time"),
          bad("another provider", CREATED, change("\"AWS\"", "\"aws\""), "provider"),
          bad("port 0", CREATED, change("443", "0"), "minimum"),
          bad(
              "port beside ports",
              CREATED,
              change("\"port\": 443", "\"port\": 443, \"ports\": [1]"),
              "ports"),
          bad("a protocol", CREATED, change("\"tcp\"", "\"sctp\""), "protocol"),
          bad(
              "an error of another status",
              LIMIT,
              change("MAX_RESOURCES_REACHED", "FORBIDDEN"),
              "error"),
          bad("an unknown error", UNKNOWN_CALLER, change("UNAUTHORIZED", "NOBODY"), "error"),
          bad(
              "an error's other member",
              LIMIT,
              change("\"message\"", "\"status\": 400, \"message\""),
              "status"),
          bad("no message", INVALID, change("\"message\":\"m\"", "\"message\":\"\""), "message"),
          bad("an error on no such day", INVALID, change("2026-02-18", "2026-02-30"), "timestamp"),
          bad("another time", INVALID, change("2026-02-18T11:00:00Z", "now"), "timestamp"),
          bad(
              "empty validationErrors",
              INVALID,
              change("\"name\":\"must not be blank\"", ""),
              "validationErrors"),
          bad(
              "validationErrors beside another code",
              INVALID,
              change("VALIDATION_ERROR", "MAX_RESOURCES_REACHED"),
              "VALIDATION_ERROR"));

  @Test
  void readsACompressedBody() throws IOException {
    var headers = new LinkedHashMap<>(LISTED.headers());
    headers.put("Content-Encoding", List.of("gzip"));
    headers.put("Vary", List.of("Accept-Encoding"));

    assertThat(problems(headers, gzip("[]"))).isEmpty();
    assertThat(problems(headers, gzip("[1]"))).isNotEmpty();
  }

  private static List<String> problems(Map<String, List<String>> headers, byte[] body) {
    return Contract.published().problems("GET", RESOURCES, new Response(200, headers, body));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void reportsEveryViolation() {
    Sample bad = LISTED.body("[1]").without("X-Request-Id").with("X-Powered-By", "us");
    var response = new Response(200, bad.headers(), bad.body().getBytes(UTF_8));

    assertThatThrownBy(
            () -> Contract.published().assertConforms("GET", RESOURCES + "?limit=1", response))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "GET /api/v1/resources?limit=1",
            "X-Request-Id is missing",
            "X-Powered-By is not documented",
            "integer found, object expected");
  }

  /**
   * No test can bypass the check: HTTP clients of the API are used only in classes that call it.
   */
  @Test
  void checksTheResponsesOfEveryHttpClient() {
    String[] checking = {"endtoend.Customer", "endtoend.PagesTest", "LocalApiFixture"};
    String[] exempt = {
      "RecordedCalls",
      "endtoend.CredentialAttacksTest",
      "endtoend.UncalledPort",
      "gateway.GatewayServerTest",
      // Runs outside the build, without test libraries, and checks responses itself.
      "load.Wire",
      "service.EventBridgeEndpointTest",
      "service.SecretsEndpointTest"
    };

    assertThat(
            new ClassFileImporter()
                .importPath(Path.of("target/test-classes")).stream()
                    .filter(type ->
                        type.getDirectDependenciesFromSelf().stream()
                            .map(dependency -> dependency.getTargetClass().getName())
                            .anyMatch(CLIENTS::contains))
                    .map(type -> type.getName().replace("io.entryguard.resources.local.", ""))
                    .toList())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(checking, exempt).flatMap(Stream::of).toList());
  }
}
