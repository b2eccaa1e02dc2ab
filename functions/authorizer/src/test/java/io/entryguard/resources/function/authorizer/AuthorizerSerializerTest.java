package io.entryguard.resources.function.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import io.entryguard.resources.function.authorizer.AuthorizerResponse.Effect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerSerializerTest {
  private final AuthorizerSerializer serializer = new AuthorizerSerializer();

  @Test
  void isRegisteredForTheRuntime() {
    assertThat(ServiceLoader.load(CustomPojoSerializer.class))
        .singleElement()
        .isInstanceOf(AuthorizerSerializer.class);
  }

  @Test
  void readsTheEventOfARequestAuthorizer() throws IOException {
    AuthorizerRequest request = read(sample());

    assertThat(request.methodArn())
        .isEqualTo("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/GET/v1/resources");
    assertThat(request.headers()).hasSize(9).containsEntry("Authorization", "Bearer abc.def.ghi");
    assertThat(request.multiValueHeaders())
        .hasSize(9)
        .containsEntry("Authorization", List.of("Bearer abc.def.ghi"))
        .containsEntry("Accept", List.of("text/html", "application/json"));
    assertThat(request.requestId()).isEqualTo("0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0");
  }

  @Test
  void readsTextAsItReadsBytes() throws IOException {
    AuthorizerRequest request = serializer.fromJson(sample(), AuthorizerRequest.class);

    assertThat(request).isEqualTo(read(sample()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "{\"headers\":null,\"multiValueHeaders\":null,\"requestContext\":null,\"methodArn\":null}",
        "{\"headers\":[],\"multiValueHeaders\":\"x\",\"requestContext\":1}",
        "{\"requestContext\":{\"requestId\":null,\"identity\":{\"requestId\":\"other\"}}}"
      })
  void readsMissingMembersAsEmpty(String event) {
    assertThat(read(event)).isEqualTo(new AuthorizerRequest("", Map.of(), Map.of(), ""));
  }

  @Test
  void omitsHeadersWithoutAValue() {
    assertThat(
            read(
                """
                {"headers":{"Authorization":null,"A":"b"},
                 "multiValueHeaders":{"Authorization":null,"A":["b",null]}}
                """))
        .isEqualTo(
            new AuthorizerRequest(
                "", Map.of("A", "b"), Map.of("Authorization", List.of(), "A", List.of("b")), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"headers\":", "x", "{\"methodArn\":\"a\""})
  void rejectsMalformedJson(String event) {
    assertThatThrownBy(() -> read(event)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void writesAPolicyThatAllows() {
    var response =
        new AuthorizerResponse(
            "user \"1\"",
            Effect.ALLOW,
            "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*",
            Map.of("subject", "user \"1\""));

    assertThat(write(response))
        .isEqualTo(
            """
            {"principalId":"user \\"1\\"",\
            "policyDocument":{"Version":"2012-10-17","Statement":[{\
            "Action":"execute-api:Invoke","Effect":"Allow",\
            "Resource":"arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*"}]},\
            "context":{"subject":"user \\"1\\""}}\
            """);
  }

  @Test
  void writesAPolicyThatDenies() {
    var response = new AuthorizerResponse("unknown", Effect.DENY, "arn", Map.of());

    assertThat(write(response)).contains("\"Effect\":\"Deny\"").endsWith("\"context\":{}}");
  }

  @Test
  void readsAndWritesNoOtherTypes() {
    assertThatThrownBy(() -> serializer.fromJson("{}", String.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> serializer.toJson("text", new ByteArrayOutputStream(), String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private AuthorizerRequest read(String event) {
    return serializer.fromJson(
        new ByteArrayInputStream(event.getBytes(UTF_8)), AuthorizerRequest.class);
  }

  private String write(AuthorizerResponse response) {
    var output = new ByteArrayOutputStream();
    serializer.toJson(response, output, AuthorizerResponse.class);
    return output.toString(UTF_8);
  }

  static String sample() throws IOException {
    try (var stream = AuthorizerSerializerTest.class.getResourceAsStream("request-event.json")) {
      return new String(requireNonNull(stream, "no sample").readAllBytes(), UTF_8);
    }
  }
}
