package io.entryguard.resources.local.endtoend;

import static io.entryguard.resources.local.endtoend.ExpectedError.invalid;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.organization.Tier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Invalid requests of an authorized administrator. */
@ExtendWith(LocalApiExtension.class)
// Refused requests change nothing, so one customer suffices.
@TestInstance(Lifecycle.PER_CLASS)
final class BadRequestTest {
  private static final RequestJson VALID = RequestJson.valid();
  private static final String WHOLE = VALID.toString();
  private static final int MAX_BODY_BYTES = 64 * 1024;

  private static final ExpectedError BODY = invalid("body");
  private static final ExpectedError TOO_LARGE = ExpectedError.of(413, "PAYLOAD_TOO_LARGE");
  private static final ExpectedError TOO_LARGE_FOR_GATEWAY =
      ExpectedError.ofGateway(413, "PAYLOAD_TOO_LARGE");
  private static final ExpectedError UNSUPPORTED = ExpectedError.of(415, "UNSUPPORTED_MEDIA_TYPE");

  private final Customer customer;

  BadRequestTest(LocalApiFixture api) {
    this.customer = Customer.of(api, Tier.PAID);
    customer.create(VALID);
  }

  /** One or two rows of each kind; the readers' unit tests have the others. */
  @ParameterizedTest
  @FieldSource({"DOCUMENTS", "MEMBERS", "SIZES", "MEDIA_TYPES", "QUERIES", "SEVERAL_AT_ONCE"})
  void isRefusedAndChangesNothing(Request request, ExpectedError error) {
    customer.assertRefused(customer.byAdmin(request), error);
  }

  static final List<Arguments> DOCUMENTS =
      List.of(
          create("none", "", BODY),
          argumentSet("empty", Request.create("").with("Content-Length", "0"), BODY),
          argumentSet("empty, in chunks", Request.create("").inChunks(), BODY),
          create("null", "null", BODY),
          create("an array of a request", "[" + WHOLE + "]", BODY),
          create("a form", "name=Gateway&provider=AWS", BODY),
          create("half an object", WHOLE.substring(0, WHOLE.length() / 2), BODY),
          create("two documents", WHOLE + WHOLE, BODY),
          create("a comment", "/* new */" + WHOLE, BODY),
          create("a number with leading zeros", VALID.with("config", "{\"port\": 0443}"), BODY),
          create("5,000 arrays", nested(5_000), BODY),
          create(
              "5,000 arrays in name", VALID.with("name", nested(5_000)), invalid("name", "body")),
          encoded(
              "a byte order mark before it", join(bytes(0xEF, 0xBB, 0xBF), WHOLE.getBytes(UTF_8))),
          encoded("UTF-16", WHOLE.getBytes(UTF_16BE)),
          encoded("a sequence that is cut off", named(0xC3)),
          encoded("gzip that is not said to be", bytes(0x1F, 0x8B, 0x08, 0x00)));

  static final List<Arguments> MEMBERS =
      List.of(
          create("a member twice", whole("\"name\": \"Other\""), invalid("name")),
          create("config twice", whole("\"config\": {}"), invalid("config")),
          field("organizationId", "\"a\"", invalid("organizationId")),
          field("__proto__", "{\"a\": [1]}", invalid("__proto__")),
          create("no name", VALID.without("name"), invalid("name")),
          create("no region on AWS", VALID.without("region"), invalid("region")),
          field("name", "null", invalid("name")),
          field("name", "443", invalid("name")),
          text("name", ""),
          text("name", "A\\nWS"),
          text("name", "A\\ud83d"),
          text("name", "😀".repeat(256)),
          text("region", "a".repeat(256)),
          text("resourceIdentifier", "a".repeat(2_049)),
          text("resourceType", "security_group"),
          text("provider", "aws"),
          text("credentialId", "prod"),
          text("credentialId", "../7c9e6679-7425-40de-944b-e07fc1f90ae7"),
          field("config", "[]", invalid("config")),
          create(
              "config of more than 16 KiB",
              VALID.with("config", configOf(16 * 1024 + 1)),
              invalid("config")),
          config("\"a\": [{\"b\": 1, \"b\": 2}]", "a[0].b"),
          config("\"port\": 0", "port"),
          config("\"ports\": [22, 80, 22, 80]", "ports[2]", "ports[3]"),
          config("\"port\": 443, \"ports\": [443]", "ports"),
          config("\"protocol\": \"TCP\"", "protocol"));

  static final List<Arguments> SIZES =
      List.of(
          create("100,000 arrays", nested(100_000), TOO_LARGE),
          create("100,000 arrays that do not end", "[".repeat(100_000), TOO_LARGE),
          create("one byte over 64 KiB", padded(MAX_BODY_BYTES + 1), TOO_LARGE),
          create("one byte over 64 KiB that is no JSON", "x".repeat(MAX_BODY_BYTES + 1), TOO_LARGE),
          argumentSet(
              "one byte over 64 KiB in chunks",
              Request.create(padded(MAX_BODY_BYTES + 1)).inChunks(),
              TOO_LARGE),
          create("a megabyte", padded(1_000_000), TOO_LARGE),
          create("more than Lambda takes", padded(5_000_000), TOO_LARGE_FOR_GATEWAY),
          create("more than API Gateway takes", padded(11_000_000), TOO_LARGE_FOR_GATEWAY));

  static final List<Arguments> MEDIA_TYPES =
      List.of(
          argumentSet("none", Request.create(VALID).without("Content-Type"), UNSUPPORTED),
          argumentSet("none, and no body", Request.create("").without("Content-Type"), UNSUPPORTED),
          contentType("text/plain"),
          contentType("application/json; charset=UTF-16"),
          argumentSet(
              "application/json twice",
              Request.create(VALID).with("Content-Type", "application/json"),
              UNSUPPORTED),
          argumentSet("gzip", Request.create(VALID).with("Content-Encoding", "gzip"), UNSUPPORTED));

  static final List<Arguments> QUERIES =
      List.of(
          query("?limit=10", "limit"),
          query("?limit", "limit"),
          query("?limit=", "limit"),
          query("?name=Gateway", "name"),
          query("?a=1&b=2&a=3", "a", "b"),
          query("?caf%C3%A9=1", "café"),
          query("?a+b=1", "a b"),
          query("?=1", ""),
          query("?%FF=1", "\uFFFD"),
          query("?%0A=1", "\uFFFD"),
          query("?%3Cscript%3E=1", "<script>"),
          query("?organizationId=3f2504e0-4f89-41d3-9a0c-0305e82c3301", "organizationId"),
          argumentSet(
              "?limit=0 of a list",
              Request.list().to(Request.RESOURCES + "?limit=0"),
              invalid("limit")),
          argumentSet(
              "?page=2&size=1 of a list",
              Request.list().to(Request.RESOURCES + "?page=2&size=1"),
              invalid("page", "size")));

  static final List<Arguments> SEVERAL_AT_ONCE =
      List.of(
          create(
              "no member at all",
              "{}",
              invalid("name", "credentialId", "provider", "resourceType", "resourceIdentifier")),
          create(
              "every member wrong",
              """
              {"name": "", "credentialId": 1, "provider": "aws", "resourceType": "a b",
               "resourceIdentifier": null, "region": " ", "config": {"ports": [22, 0, 22]}, "id": 1}
              """,
              invalid(
                  "name",
                  "credentialId",
                  "provider",
                  "resourceType",
                  "resourceIdentifier",
                  "region",
                  "config.ports[1]",
                  "config.ports[2]",
                  "id")),
          argumentSet(
              "a member and a query parameter",
              Request.create(VALID.without("name")).to(Request.RESOURCES + "?limit=10"),
              invalid("limit", "name")));

  private static Arguments create(String name, Object body, ExpectedError error) {
    return argumentSet(name, Request.create(body), error);
  }

  private static Arguments encoded(String name, byte[] body) {
    return argumentSet(name, Request.create(body), BODY);
  }

  private static Arguments contentType(String value) {
    return argumentSet(
        "Content-Type: " + value,
        Request.create(VALID).without("Content-Type").with("Content-Type", value),
        UNSUPPORTED);
  }

  private static Arguments query(String query, String... parameters) {
    return argumentSet(
        query, Request.create(VALID).to(Request.RESOURCES + query), invalid(parameters));
  }

  private static Arguments field(String member, String json, ExpectedError error) {
    String shown = json.length() > 50 ? json.substring(0, 10) + "…, " + json.length() : json;
    return create("\"%s\": %s".formatted(member, shown), VALID.with(member, json), error);
  }

  private static Arguments text(String member, String text) {
    return field(member, "\"" + text + "\"", invalid(member));
  }

  private static Arguments config(String members, String... wrong) {
    return field(
        "config",
        "{" + members + "}",
        invalid(Stream.of(wrong).map(member -> "config." + member).toArray(String[]::new)));
  }

  /** Returns a valid request with one more member at its end. */
  private static String whole(String member) {
    return WHOLE.substring(0, WHOLE.length() - 1) + ", " + member + "}";
  }

  private static String padded(int bytes) {
    return WHOLE + " ".repeat(bytes - WHOLE.getBytes(UTF_8).length);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String inConfig(String json) {
    return "{\"a\": " + json + "}";
  }

  private static String configOf(int bytes) {
    String empty = inConfig("\"\"");
    return inConfig("\"" + "a".repeat(bytes - empty.length()) + "\"");
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer joined = ByteBuffer.allocate(Stream.of(parts).mapToInt(part -> part.length).sum());
    Stream.of(parts).forEach(joined::put);
    return joined.array();
  }

  /** Returns a request whose name has these bytes. */
  private static byte[] named(int... name) {
    String[] around = VALID.with("name", "\"|\"").toString().split("\\|", -1);
    return join(around[0].getBytes(UTF_8), bytes(name), around[1].getBytes(UTF_8));
  }
}
