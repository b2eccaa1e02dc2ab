package io.entryguard.resources.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.event.FakeEventBus;
import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.fake.AuthorizerHandler;
import io.entryguard.resources.local.fake.EchoHandler;
import io.entryguard.resources.local.function.FakeZip;
import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.Functions;
import io.entryguard.resources.local.reference.Reference;
import io.entryguard.resources.local.template.ApiDefinition;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.GatewayResponse;
import io.entryguard.resources.local.template.GatewayResponseType;
import io.entryguard.resources.local.template.Route;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00.123Z");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;

  private static final PublishedEvents PUBLISHED =
      new PublishedEvents(InstantSource.fixed(NOW), () -> "event-1");

  private static GatewayServer server;

  @BeforeAll
  static void start() throws IOException {
    FakeZip.write(folder.resolve("fake.zip"));
    var loader =
        new FunctionLoader(folder, folder.resolve("work"), Map.of("AWS_REGION", "eu-central-1"));
    server = GatewayServer.bind(0);
    server.start(
        api(),
        new Functions(
                loader::load,
                List.of(
                    function("Authorizer", AuthorizerHandler.class),
                    function("Echo", EchoHandler.class)))
            ::get,
        FakeEventBus.in(folder, NOW),
        PUBLISHED,
        new Reference(Map.of("/", new Reference.Page("text/html; charset=utf-8", "<p>Hello</p>"))),
        InstantSource.fixed(NOW),
        () -> "request-1",
        (requestId, cause) -> {});
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void sendsTheRequestInApiGatewaysFormat() throws Exception {
    JsonNode event =
        event(
            request("/api/open?b=1&b=%C3%BC&a=&c")
                .header("X-Twice", "one")
                .header("X-Twice", "two")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(event.path("path").asText()).isEqualTo("/open");
    assertThat(event.path("resource").asText()).isEqualTo("/open");
    assertThat(event.path("multiValueQueryStringParameters"))
        .isEqualTo(JSON.readTree("{\"b\":[\"1\",\"ü\"],\"a\":[\"\"],\"c\":[\"\"]}"));
    assertThat(event.path("queryStringParameters"))
        .isEqualTo(JSON.readTree("{\"b\":\"ü\",\"a\":\"\",\"c\":\"\"}"));
    assertThat(event.path("multiValueHeaders").path("X-twice"))
        .isEqualTo(JSON.readTree("[\"one\",\"two\"]"));
    assertThat(event.path("headers").path("X-twice").asText()).isEqualTo("two");
    assertThat(event.path("pathParameters").isNull()).isTrue();
    assertThat(event.path("stageVariables").isNull()).isTrue();
  }

  @Test
  void sendsTheRequestContext() throws Exception {
    JsonNode context = event(request("/api/open").GET()).path("requestContext");

    assertThat(context.path("path").asText()).isEqualTo("/api/open");
    assertThat(context.path("stage").asText()).isEqualTo("api");
    assertThat(context.path("resourcePath").asText()).isEqualTo("/open");
    assertThat(context.path("requestId").asText()).isEqualTo("request-1");
    assertThat(context.path("requestTime").asText()).isEqualTo("18/Feb/2026:11:00:00 +0000");
    assertThat(context.path("requestTimeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.has("authorizer")).isFalse();
  }

  @Test
  void encodesTheBodyInBase64() throws Exception {
    JsonNode event =
        event(request("/api/open").POST(BodyPublishers.ofByteArray(new byte[] {-1, 0, 1})));

    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(Base64.getDecoder().decode(event.path("body").asText())).containsExactly(-1, 0, 1);
  }

  @Test
  void sendsNullForAbsentMembers() throws Exception {
    JsonNode event = event(request("/api/open").GET());

    assertThat(event.path("body").isNull()).isTrue();
    assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
    assertThat(event.path("queryStringParameters").isNull()).isTrue();
    assertThat(event.path("multiValueQueryStringParameters").isNull()).isTrue();
  }

  @Test
  void sendsTheAuthorizersContextAsText() throws Exception {
    JsonNode event = event(request("/api/closed").header("Authorization", "allow").GET());

    assertThat(event.path("requestContext").path("authorizer"))
        .isEqualTo(
            JSON.readTree(
                "{\"principalId\":\"somebody\",\"organizationId\":\"maple\",\"count\":\"2\"}"));
  }

  @Test
  void returnsTheAuthorizersMessageToADeniedCaller() throws Exception {
    HttpResponse<String> response = send(request("/api/closed").GET());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("ACCESS_DENIED Who are you? 2026-02-18T11:00:00Z");
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("request-1");
    assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @ParameterizedTest
  @CsvSource({
    "elsewhere, ACCESS_DENIED",
    "throw,     AUTHORIZER_FAILURE",
    "nested,    AUTHORIZER_CONFIGURATION_ERROR",
    "nothing,   AUTHORIZER_CONFIGURATION_ERROR"
  })
  void refusesACallerUnlessTheAuthorizerAllows(String authorization, String response)
      throws Exception {
    assertThat(send(request("/api/closed").header("Authorization", authorization).GET()).body())
        .startsWith(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw", "no-status", "unknown-member", "not-base64", "huge"})
  void returnsAGatewayResponseForAFailedFunction(String behaviour) throws Exception {
    HttpResponse<String> response = send(request("/api/open").header("X-Fake", behaviour).GET());

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("DEFAULT_5XX 18/Feb/2026:11:00:00 +0000");
  }

  @Test
  void decodesABase64Response() throws Exception {
    HttpResponse<String> response = send(request("/api/open").header("X-Fake", "base64").GET());

    assertThat(response.body()).isEqualTo("hello");
    assertThat(response.headers().allValues("Content-Type")).containsExactly("text/plain");
  }

  @Test
  void remapsTheChallengeHeader() throws Exception {
    HttpResponse<String> response = send(request("/api/open").header("X-Fake", "challenge").GET());

    assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(response.headers().firstValue("x-amzn-Remapped-WWW-Authenticate"))
        .hasValue("Bearer");
    assertThat(response.headers().allValues("X-Two")).containsExactly("one", "two");
  }

  @Test
  void sendsAResponseWithoutBody() throws Exception {
    HttpResponse<String> response = send(request("/api/open").header("X-Fake", "empty").GET());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void omitsTheBodyForHead() throws Exception {
    HttpResponse<String> response =
        send(request("/api/open").method("HEAD", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/nowhere, MISSING_AUTHENTICATION_TOKEN",
    "/api,         MISSING_AUTHENTICATION_TOKEN",
    "/open,        RESOURCE_NOT_FOUND",
    "/apix/open,   RESOURCE_NOT_FOUND",
    "/reference/,  RESOURCE_NOT_FOUND"
  })
  void returnsAGatewayResponseWithoutARoute(String path, String response) throws Exception {
    assertThat(send(request(path).GET()).body()).startsWith(response);
  }

  @ParameterizedTest
  @ValueSource(ints = {5 * 1024 * 1024, 10 * 1024 * 1024 + 1})
  void rejectsABodyBeyondTheLimits(int bytes) throws Exception {
    HttpResponse<String> response =
        send(request("/api/open").POST(BodyPublishers.ofByteArray(new byte[bytes])));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).startsWith("REQUEST_TOO_LARGE");
  }

  @Test
  void returnsTheOutcomeOfEachEvent() throws Exception {
    String event =
        "{\"id\":\"%s\",\"source\":\"%s\",\"detail-type\":\"Changed\",\"detail\":\"%s\"}";

    HttpResponse<String> response =
        postEvents(
            "["
                + String.join(
                    ",",
                    event.formatted("a", "product", "give-back"),
                    event.formatted("b", "elsewhere", ""),
                    event.formatted("c", "product", ""))
                + "]");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = JSON.readTree(response.body());
    assertThat((Iterable<String>) answer::fieldNames)
        .containsExactly("done", "failed", "notMatched");
    assertThat(answer.path("failed"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"index":0,"id":"a","detailType":"Changed","reason":"It is no good (detail.tier)"}]
                """));
    assertThat(answer.path("notMatched"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"index":1,"id":"b","detailType":"Changed",
                  "reason":"No rule takes the source elsewhere."}]
                """));
    assertThat(answer.path("done").findValuesAsText("id")).containsExactly("c");
  }

  @Test
  void returns400ForAMalformedEvent() throws Exception {
    HttpResponse<String> response = postEvents("hello");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()))
        .isEqualTo(
            JSON.readTree(
                """
                {"error":"VALIDATION_ERROR","message":"The body is not JSON.",
                 "timestamp":"2026-02-18T11:00:00Z"}
                """));
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("request-1");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void returns405ForOtherMethodsOfEvents() throws Exception {
    HttpResponse<String> response = send(request("/events").DELETE());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, POST");
    assertThat(response.body()).startsWith("{\"error\":\"METHOD_NOT_ALLOWED\",");
  }

  @Test
  void returnsPublishedEvents() throws Exception {
    PUBLISHED.put(
        """
        {"Entries": [{"Source": "service", "DetailType": "Done", "Detail": "{\\"n\\": 1.50}"}]}
        """);

    HttpResponse<String> response = send(request("/events").GET());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body()).endsWith("\"detail\":{\"n\": 1.50}}]");
    assertThat(JSON.readTree(response.body()))
        .isEqualTo(
            JSON.readTree(
                """
                [{"version": "0", "id": "event-1", "account": "000000000000",
                  "time": "2026-02-18T11:00:00Z", "region": "eu-central-1", "resources": [],
                  "source": "service", "detail-type": "Done", "detail": {"n": 1.50}}]
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "/events/,    RESOURCE_NOT_FOUND",
    "/events/1,   RESOURCE_NOT_FOUND",
    "/eventsx,    RESOURCE_NOT_FOUND",
    "/api/events, MISSING_AUTHENTICATION_TOKEN"
  })
  void acceptsEventsAtOnePathOnly(String path, String response) throws Exception {
    assertThat(send(request(path).POST(BodyPublishers.ofString("{}"))).body()).startsWith(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?a=b"})
  void servesTheReference(String target) throws Exception {
    HttpResponse<String> response = send(request(target).GET());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("request-1");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.body()).isEqualTo("<p>Hello</p>");
  }

  @Test
  void isolatesTheReferenceFromOtherOrigins() throws Exception {
    HttpHeaders headers = send(request("/").GET()).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; ")
        .contains("frame-ancestors 'none'")
        .doesNotContain("http", "*");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void respondsToHeadForTheReference() throws Exception {
    HttpResponse<String> response = send(request("/").method("HEAD", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void returns405ForWritesToTheReference(String method) throws Exception {
    HttpResponse<String> response = send(request("/").method(method, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    assertThat(response.body()).startsWith("{\"error\":\"METHOD_NOT_ALLOWED\",");
  }

  @Test
  void listensOnLoopbackOnlyAndReportsAPortInUse() {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> GatewayServer.bind(server.port()));
  }

  private static ApiDefinition api() {
    Map<GatewayResponseType, GatewayResponse> responses = new EnumMap<>(GatewayResponseType.class);
    for (GatewayResponseType type : GatewayResponseType.values()) {
      responses.put(
          type,
          new GatewayResponse(
              500, Map.of("X-Request-Id", "context.requestId"), type + " $context.requestTime"));
    }
    responses.put(
        GatewayResponseType.ACCESS_DENIED,
        new GatewayResponse(
            401,
            Map.of("X-Request-Id", "context.requestId", "WWW-Authenticate", "'Bearer'"),
            "ACCESS_DENIED $context.authorizer.message $context.authorizer.timestamp"));
    responses.put(
        GatewayResponseType.REQUEST_TOO_LARGE,
        new GatewayResponse(413, Map.of(), "REQUEST_TOO_LARGE"));
    return new ApiDefinition(
        "api",
        "Authorizer",
        List.of(
            new Route("ANY", "/open", "Echo", false), new Route("ANY", "/closed", "Echo", true)),
        responses);
  }

  private static FunctionDefinition function(String name, Class<?> handler) {
    return new FunctionDefinition(
        name, Path.of("fake.zip"), handler.getName(), Duration.ofSeconds(15), 512, Map.of());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }

  private static HttpResponse<String> postEvents(String body) throws Exception {
    return send(request("/events").POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode event(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body()).path("event");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
