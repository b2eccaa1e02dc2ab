package io.entryguard.resources.function.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.function.authorizer.token.Claims;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the whole function, from the event's JSON to the policy's, with a fake AWS over HTTP. */
final class AuthorizerHandlerTest {
  private static final String KEY = "eg_live_1a2b3c4d5e6f7g8h9i0j";
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "local", "aws.secretAccessKey", "local");

  private final AuthorizerSerializer serializer = new AuthorizerSerializer();
  private FakeAws aws;

  /** System properties come first in the SDK's default credentials. */
  @BeforeAll
  static void setCredentials() {
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterAll
  static void clearCredentials() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

  @BeforeEach
  void startAws() throws IOException {
    aws = new FakeAws();
  }

  @AfterEach
  void stopAws() {
    aws.close();
  }

  @Test
  void allowsATokenWithoutReadingTheTable() throws IOException {
    aws.respondsTo(
        "secretsmanager.GetSecretValue",
        """
        {"Name":"keyring","SecretString":"%s"}\
        """
            .formatted(TestKeys.hmacJwk().replace("\"", "\\\"")));
    String token =
        TokenForge.hs256(
            TestKeys.SECRET,
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
            Claims.at(Instant.now()).json());
    var handler = new AuthorizerHandler(environment());

    String first = handle(handler, event("Bearer " + token));
    String second = handle(handler, event("Bearer " + token));

    assertThat(first)
        .contains(
            "\"principalId\":\"user-1\"",
            "\"Effect\":\"Allow\"",
            "\"permissions\":\"resources:create resources:delete resources:read"
                + " resources:update resources:verify\"");
    assertThat(second).contains("\"Effect\":\"Allow\"");
    assertThat(aws.calls())
        .containsExactly("secretsmanager.GetSecretValue {\"SecretId\":\"keyring\"}");
  }

  @Test
  void allowsAKeyWithoutReadingTheKeyring() throws IOException {
    aws.respondsTo(
        "DynamoDB_20120810.GetItem",
        """
        {"Item":{"pk":{"S":"APIKEY#"},"sk":{"S":"APIKEY"},"version":{"N":"1"},
         "organizationId":{"S":"3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
         "displayPrefix":{"S":"eg_live_1a2b"},"name":{"S":"Nightly export"},
         "scopes":{"L":[{"S":"resources:read"}]},"revoked":{"BOOL":false}}}\
        """);

    String response = handle(new AuthorizerHandler(environment()), event("ApiKey " + KEY));

    assertThat(response)
        .contains("\"principalId\":\"eg_live_1a2b\"", "\"permissions\":\"resources:read\"");
    assertThat(aws.calls())
        .singleElement()
        .asString()
        .startsWith("DynamoDB_20120810.GetItem ")
        .contains(
            "\"TableName\":\"resources\"",
            "\"pk\":{\"S\":\"APIKEY#" + ApiKeys.reading(KEY).hash() + "\"}")
        .doesNotContain(KEY);
  }

  @Test
  void deniesARequestWithoutACredentialWithoutCallingAws() throws IOException {
    assertThat(handle(new AuthorizerHandler(environment()), event("")))
        .contains("\"principalId\":\"unknown\"", "\"Effect\":\"Deny\"");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void reportsEveryInvalidVariableAtOnce() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("DYNAMODB_ENDPOINT", "nowhere", "SECRETS_MANAGER_ENDPOINT", "ftp://x"));

    assertThatIllegalStateException()
        .isThrownBy(() -> new AuthorizerHandler(environment))
        .withMessageContainingAll(
            "TABLE_NAME is missing",
            "AWS_REGION is missing",
            "DYNAMODB_ENDPOINT must be an http or https address",
            "KEYRING_SECRET_ID is missing",
            "SECRETS_MANAGER_ENDPOINT must be an http or https address",
            "TOKEN_ISSUER is missing",
            "TOKEN_AUDIENCE is missing",
            "TOKEN_ORGANIZATION_CLAIM is missing",
            "TOKEN_ROLES_CLAIM is missing",
            "METRICS_NAMESPACE is missing")
        .satisfies(e -> assertThat(e.getMessage()).containsOnlyOnce("AWS_REGION"));
  }

  private Map<String, String> environment() {
    return Map.of(
        "TABLE_NAME", "resources",
        "AWS_REGION", "eu-central-1",
        "DYNAMODB_ENDPOINT", aws.endpoint(),
        "SECRETS_MANAGER_ENDPOINT", aws.endpoint(),
        "KEYRING_SECRET_ID", "keyring",
        "TOKEN_ISSUER", Claims.ISSUER,
        "TOKEN_AUDIENCE", Claims.AUDIENCE,
        "TOKEN_ORGANIZATION_CLAIM", "organizationId",
        "TOKEN_ROLES_CLAIM", "roles",
        "METRICS_NAMESPACE", "EntryGuard/test");
  }

  private static String event(String authorization) throws IOException {
    return AuthorizerSerializerTest.sample().replace("Bearer abc.def.ghi", authorization);
  }

  private String handle(AuthorizerHandler handler, String event) {
    AuthorizerRequest request = serializer.fromJson(event, AuthorizerRequest.class);
    var output = new ByteArrayOutputStream();
    serializer.toJson(
        handler.handleRequest(request, new UnusedContext()), output, AuthorizerResponse.class);
    return output.toString(UTF_8);
  }
}
