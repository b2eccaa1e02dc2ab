package io.entryguard.resources.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.local.LocalApiExtension;
import io.entryguard.resources.local.LocalApiFixture;
import io.entryguard.resources.local.contract.Contract;
import io.entryguard.resources.organization.Tier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Pages, filters, and lists that are too long for one response. */
@ExtendWith(LocalApiExtension.class)
final class PagesTest {
  private static final RequestJson VALID = RequestJson.valid();
  private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final RequestJson IP_SET = VALID.with("resourceType", "\"WAF_V2_IP_SET\"");

  private final LocalApiFixture api;
  private final Customer customer;

  PagesTest(LocalApiFixture api) {
    this.api = api;
    this.customer = Customer.of(api, Tier.PAID);
  }

  private Response get(String target) {
    return customer.send(customer.byAdmin(Request.list().to(target)));
  }

  private Response query(String query) {
    return get(Request.RESOURCES + "?" + query);
  }

  /** Returns the link to the next page; empty on the last page. */
  private static Optional<String> next(Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    assertThat(response.header("Link")).hasSizeLessThan(2);
    return response.header("Link").stream()
        .map(link -> {
          Matcher matcher = LINK.matcher(link);
          assertThat(matcher.matches()).as(link).isTrue();
          return matcher.group(1);
        })
        .findAny();
  }

  private List<JsonNode> walk(String query) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> target = Optional.of(Request.RESOURCES + "?" + query);
    while (target.isPresent()) {
      Response page = get(target.get());
      page.assertCommonHeaders();
      page.json().forEach(all::add);
      target = next(page);
    }
    return all;
  }

  @Test
  void followTheirLinks() {
    List<JsonNode> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(customer.create(i % 3 == 0 ? IP_SET : VALID).json());
    }

    assertThat(walk("limit=1")).isEqualTo(created);
    assertThat(walk("limit=3")).isEqualTo(created);
    assertThat(walk("limit=7")).isEqualTo(created);
    assertThat(walk("limit=2&resourceType=WAF_V2_IP_SET&provider=AWS"))
        .containsExactly(created.get(0), created.get(3), created.get(6));
    assertThat(query("resourceType=WAF_V2_IP_SET").json())
        .containsExactly(created.get(0), created.get(3), created.get(6));
    assertThat(query("provider=GCP").body()).isEqualTo("[]");
    assertThat(query("provider=GCP").header("Link")).isEmpty();
  }

  @Test
  void respondToHeadAsToGetWithoutTheBody() {
    customer.create(VALID);
    customer.create(VALID);

    for (String query : List.of("", "?limit=1", "?limit=0", "?provider=GCP")) {
      Response get = get(Request.RESOURCES + query);
      Response head =
          customer.send(customer.byAdmin(Request.of("HEAD", Request.RESOURCES + query)));

      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.body()).isEmpty();
      assertThat(toCompare(head)).isEqualTo(toCompare(get));
    }
    ExpectedError.unauthorized()
        .assertMatches(
            customer.send(Request.of("HEAD", Request.RESOURCES)),
            Request.of("HEAD", Request.RESOURCES));
  }

  /** Returns the headers without those that differ between any two responses. */
  private static Map<String, List<String>> toCompare(Response response) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers());
    headers.keySet().removeAll(List.of("date", "x-request-id", "content-length"));
    headers.remove("Date");
    headers.remove("X-Request-Id");
    headers.remove("Content-Length");
    return headers;
  }

  static final List<Arguments> WRONG =
      List.of(
          argumentSet("an empty limit", "limit", "limit="),
          argumentSet("a limit without a value", "limit", "limit"),
          argumentSet("a limit of 0", "limit", "limit=0"),
          argumentSet("a limit beyond 1,000", "limit", "limit=1001"),
          argumentSet("a sign", "limit", "limit=%2B10"),
          argumentSet("a plus, which is a space", "limit", "limit=+10"),
          argumentSet("two limits", "limit", "limit=10&limit=10"),
          argumentSet("Arabic digits", "limit", "limit=%D9%A1"),
          argumentSet("a zero byte", "limit", "limit=1%00"),
          argumentSet("a provider in lower case", "provider", "provider=aws"),
          argumentSet("two providers", "provider", "provider=AWS&provider=GCP"),
          argumentSet("a type in lower case", "resourceType", "resourceType=security_group"),
          argumentSet("a type that is none", "resourceType", "resourceType=A%20B"),
          argumentSet("a type of 10 KB", "resourceType", "resourceType=" + "A".repeat(10_240)),
          argumentSet("an empty cursor", "cursor", "cursor="),
          argumentSet("a cursor of 10 KB", "cursor", "cursor=" + "A".repeat(10_240)),
          argumentSet("a cursor beyond ASCII", "cursor", "cursor=%F0%9F%98%80"),
          argumentSet("a cursor that is no UTF-8", "cursor", "cursor=%FF%FE"),
          argumentSet("a resource's id", "cursor", "cursor=019c7068-2780-7b1e-9c55-0d4b7f1f6a10"),
          argumentSet("another name", "page", "page=2"),
          argumentSet("another spelling", "Limit", "Limit=10"));

  @ParameterizedTest
  @FieldSource("WRONG")
  void return400ForInvalidParameters(String name, String query) {
    customer.assertRefused(
        customer.byAdmin(Request.list().to(Request.RESOURCES + "?" + query)),
        ExpectedError.invalid(name));
  }

  @Test
  void return400ForACursorOfAnotherList() {
    customer.create(VALID);
    customer.create(VALID);
    Customer other = Customer.of(api, Tier.PAID);
    String target = next(query("limit=1")).orElseThrow();
    assertThat(get(target).json()).hasSize(1);
    String cursor = target.replaceFirst(".*cursor=", "");
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);

    List<String> targets = new ArrayList<>();
    for (int bit = 0; bit < bytes.length * 8; bit += 3) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      targets.add(target.replace(cursor, Base64.getUrlEncoder().encodeToString(changed)));
    }
    targets.add(target + "A");
    targets.add(target + "%3D");
    targets.add(target.substring(0, target.length() - 1));
    targets.add(
        target
            .toUpperCase(Locale.ROOT)
            .replace("/API/V1/RESOURCES?LIMIT=1&CURSOR", "/api/v1/resources?limit=1&cursor"));
    targets.add(target + "&provider=AWS");
    for (String wrong : targets) {
      ExpectedError.invalid("cursor")
          .assertMatches(get(wrong), customer.byAdmin(Request.list().to(wrong)));
    }
    other.assertRefused(other.byAdmin(Request.list().to(target)), ExpectedError.invalid("cursor"));
  }

  @Test
  void areIsolatedBetweenOrganizations() {
    for (String query : List.of("limit=1", "provider=AWS", "cursor=A")) {
      Request request = Request.list().to(Request.RESOURCES + "?" + query);
      customer.assertRefused(request, ExpectedError.unauthorized());
      customer.assertRefused(
          request.with("Authorization", "Bearer " + customer.memberToken()),
          ExpectedError.forbidden());
    }
    customer.suspend();
    customer.assertRefused(
        customer.byAdmin(Request.list().to(Request.RESOURCES + "?limit=1")),
        ExpectedError.forbidden());
  }

  @Test
  void listEverythingIfTheWholeListIsTooLong() throws Exception {
    customer.create(VALID.with("config", "{\"a\":\"" + "\\\\".repeat(8_000) + "\"}"));
    copy(450);

    customer.assertRefused(
        customer.byAdmin(Request.list()).with("Accept-Encoding", "br, gzip;q=0"),
        ExpectedError.invalid("limit"));
    HttpResponse<byte[]> zipped = gzipped();
    assertThat(zipped.statusCode()).isEqualTo(200);
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      List<JsonNode> whole = new ArrayList<>();
      new Response(200, Map.of(), new String(plain.readAllBytes(), StandardCharsets.UTF_8))
          .json()
          .forEach(whole::add);
      assertThat(whole).hasSize(451).isEqualTo(walk("limit=1000"));
    }
    assertThat(query("limit=1000").json()).hasSizeBetween(100, 450);
  }

  private HttpResponse<byte[]> gzipped() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> zipped =
          client.send(
              HttpRequest.newBuilder(URI.create(api.api().baseUrl() + "/resources"))
                  .header("Authorization", "Bearer " + customer.adminToken())
                  .header("Accept-Encoding", "gzip")
                  .build(),
              BodyHandlers.ofByteArray());
      Contract.published()
          .assertConforms(
              "GET",
              Request.RESOURCES,
              new Contract.Response(zipped.statusCode(), zipped.headers().map(), zipped.body()));
      return zipped;
    }
  }

  /** Puts newer copies of the only resource into the table. */
  private void copy(int times) {
    Map<String, AttributeValue> resource =
        customer.items().stream()
            .filter(item -> item.getOrDefault("sk", AttributeValue.fromS("")).s().startsWith("RES"))
            .findAny()
            .orElseThrow();
    String table = api.api().template().table().name();
    for (int i = 0; i < times; i++) {
      Map<String, AttributeValue> copy = new HashMap<>(resource);
      copy.put("sk", AttributeValue.fromS("RESOURCE#ffffffff-ffff-7000-8000-%012x".formatted(i)));
      api.api()
          .dynamoDb()
          .batchWriteItem(request ->
              request.requestItems(
                  Map.of(
                      table,
                      List.of(WriteRequest.builder().putRequest(put -> put.item(copy)).build()))));
    }
  }
}
