package io.entryguard.resources.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyEventSerializerTest {
  private static final Type REQUEST = APIGatewayProxyRequestEvent.class;

  private final ProxyEventSerializer serializer = new ProxyEventSerializer();

  @Test
  void readsApiGatewaysEventWithABody() throws IOException {
    APIGatewayProxyRequestEvent event = readFile("create-resource.json");

    assertThat(event.getResource()).isEqualTo("/v1/resources");
    assertThat(event.getPath()).isEqualTo("/v1/resources");
    assertThat(event.getHttpMethod()).isEqualTo("POST");
    assertThat(event.getHeaders()).hasSize(9).containsEntry("Content-Type", "application/json");
    assertThat(event.getMultiValueHeaders())
        .hasSize(9)
        .containsEntry("Content-Type", List.of("application/json"));
    assertThat(event.getQueryStringParameters()).isEmpty();
    assertThat(event.getMultiValueQueryStringParameters()).isEmpty();
    assertThat(event.getIsBase64Encoded()).isTrue();
    assertThat(new String(Base64.getDecoder().decode(event.getBody()), UTF_8))
        .isEqualTo("{\"name\": \"Zürich\"}");
    assertThat(event.getRequestContext().getRequestId())
        .isEqualTo("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    assertThat(event.getRequestContext().getPath()).isEqualTo("/api/v1/resources");
    assertThat(event.getRequestContext().getResourcePath()).isEqualTo("/v1/resources");
    assertThat(event.getRequestContext().getAuthorizer())
        .containsOnly(
            entry("principalId", "user-1"),
            entry("organizationId", "0f8fad5b-d9cb-469f-a165-70867728950e"),
            entry("callerKind", "USER"),
            entry("subject", "user-1"),
            entry("permissions", "resources:create resources:read"),
            entry("integrationLatency", "42"));
  }

  @Test
  void readsApiGatewaysEventWithoutABody() throws IOException {
    APIGatewayProxyRequestEvent event = readFile("list-resources.json");

    assertThat(event.getHttpMethod()).isEqualTo("GET");
    assertThat(event.getBody()).isNull();
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getQueryStringParameters())
        .containsOnly(entry("limit", "10"), entry("tag", "b"));
    assertThat(event.getMultiValueQueryStringParameters())
        .containsOnly(entry("limit", List.of("10")), entry("tag", List.of("a", "b")));
    assertThat(event.getMultiValueHeaders())
        .containsEntry("X-API-Key", List.of("eg_live_another", "eg_live_1a2b3c4d5e6f7g8h9i0j"));
  }

  @Test
  void readsWhatStandsInTheBracesOfTheRoute() {
    assertThat(read("{\"pathParameters\": {\"id\": \"a%2Fb\"}}").getPathParameters())
        .containsOnly(entry("id", "a%2Fb"));
    assertThat(read("{\"pathParameters\": null}").getPathParameters()).isEmpty();
  }

  @Test
  void readsWhatSamLocalSends() throws IOException {
    APIGatewayProxyRequestEvent event = readFile("sam-local-create-resource.json");

    assertThat(event.getBody()).isEqualTo("{\"name\": \"Zürich \\\"1\\\" 😀\"}");
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getRequestContext().getPath()).isEqualTo("/v1/resources");
    assertThat(event.getRequestContext().getAuthorizer())
        .containsEntry("permissions", "")
        .containsEntry("subject", "user-2");
  }

  @Test
  void readsTheSameFromTextAndFromAStream() {
    String json = "{\"path\": \"/é😀\", \"headers\": {\"A\": \"1\"}, \"isBase64Encoded\": true}";

    assertThat(read(json))
        .isEqualTo(serializer.<APIGatewayProxyRequestEvent>fromJson(stream(json), REQUEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "5", "\"text\"", "{}", "{\"other\": [{\"a\": 1}]}"})
  void readsAnEmptyEventFromAnythingElse(String json) {
    assertThat(read(json)).isEqualTo(new APIGatewayProxyRequestEvent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "true", "\"text\"", "[]", "[{\"a\": [1]}]", "{}"})
  void treatsMembersOfAnUnexpectedTypeAsAbsent(String value) {
    APIGatewayProxyRequestEvent event =
        read(
            """
            {"headers": %1$s, "multiValueHeaders": %1$s, "pathParameters": %1$s,
             "queryStringParameters": %1$s, "multiValueQueryStringParameters": %1$s, "isBase64Encoded": %1$s,
             "requestContext": {"authorizer": %1$s, "identity": %1$s}, "stageVariables": %1$s,
             "path": "/last"}
            """
                .formatted(value));

    assertThat(event.getHeaders()).isEmpty();
    assertThat(event.getMultiValueHeaders()).isEmpty();
    assertThat(event.getPathParameters()).isEmpty();
    assertThat(event.getQueryStringParameters()).isEmpty();
    assertThat(event.getMultiValueQueryStringParameters()).isEmpty();
    assertThat(event.getRequestContext().getAuthorizer()).isEmpty();
    assertThat(event.getIsBase64Encoded()).isEqualTo(value.equals("true"));
    assertThat(event.getPath()).isEqualTo("/last");
  }

  @Test
  void readsAContextOfAnUnexpectedTypeAsEmpty() {
    for (String value : List.of("null", "5", "[]", "\"text\"")) {
      assertThat(read("{\"requestContext\": " + value + "}").getRequestContext().getAuthorizer())
          .isNull();
    }
  }

  @Test
  void omitsEntriesWithoutTextFromMaps() {
    APIGatewayProxyRequestEvent event =
        read(
            """
            {"headers": {"a": null, "b": {"c": "d"}, "e": ["f"], "g": 1.50, "h": true, "i": ""},
             "multiValueHeaders": {"a": null, "b": [null, "c", {"d": "e"}, ["f"], 2], "g": "h"},
             "body": {"not": "text"}}
            """);

    assertThat(event.getHeaders())
        .containsOnly(entry("g", "1.50"), entry("h", "true"), entry("i", ""));
    assertThat(event.getMultiValueHeaders())
        .containsOnly(entry("a", List.of()), entry("b", List.of("c", "2")), entry("g", List.of()));
    assertThat(event.getBody()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"path\"", "{\"path\": \"", "{\"body\": tru", "nope"})
  void failsOnMalformedJson(String json) {
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> read(json));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> serializer.fromJson(stream(json), REQUEST));
  }

  @Test
  void readsAndWritesNoOtherTypes() {
    assertThatIllegalArgumentException().isThrownBy(() -> serializer.fromJson("{}", String.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> serializer.fromJson(stream("{}"), Map.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> serializer.toJson("text", new ByteArrayOutputStream(), String.class));
  }

  @Test
  void writesAResponse() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Request-Id", "1");
    String body = "{\"name\": \"Zürich \\\"1\\\" 東 😀\u2028\",\n\t\"a\": \"\\u0000\"}";

    JsonNode written =
        new ObjectMapper()
            .readTree(
                write(
                    new APIGatewayProxyResponseEvent()
                        .withStatusCode(201)
                        .withHeaders(headers)
                        .withBody(body)
                        .withIsBase64Encoded(false)));

    assertThat(written.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("statusCode", "headers", "body", "isBase64Encoded");
    assertThat(written.get("statusCode").isInt()).isTrue();
    assertThat(written.get("statusCode").intValue()).isEqualTo(201);
    assertThat(written.get("headers").toString())
        .isEqualTo("{\"Content-Type\":\"application/json\",\"X-Request-Id\":\"1\"}");
    assertThat(written.get("body").textValue()).isEqualTo(body);
    assertThat(written.get("isBase64Encoded").isBoolean()).isTrue();
    assertThat(written.get("isBase64Encoded").booleanValue()).isFalse();
  }

  @Test
  void writesUtf8WithOnlyTheRequiredEscapes() {
    byte[] written =
        write(
            new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withHeaders(Map.of())
                .withBody("é東😀/<\"\\\n")
                .withIsBase64Encoded(false));

    assertThat(new String(written, UTF_8))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{},\"body\":\"é東😀/<\\\"\\\\\\n\","
                + "\"isBase64Encoded\":false}");
  }

  private byte[] write(APIGatewayProxyResponseEvent response) {
    var output = new ByteArrayOutputStream();
    serializer.toJson(response, output, APIGatewayProxyResponseEvent.class);
    return output.toByteArray();
  }

  private APIGatewayProxyRequestEvent read(String json) {
    return serializer.fromJson(json, REQUEST);
  }

  private APIGatewayProxyRequestEvent readFile(String file) throws IOException {
    try (InputStream input = getClass().getResourceAsStream("/proxy-events/" + file)) {
      return serializer.fromJson(Objects.requireNonNull(input, file), REQUEST);
    }
  }

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(UTF_8));
  }
}
