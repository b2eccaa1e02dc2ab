package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.local.demo.DemoTokens;
import io.entryguard.resources.local.demo.SigningKey;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.organization.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The functions with their real SDK clients on the stack's table and secret. */
@OnLocalStack
class FunctionsOnLocalStackTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AUTHORIZER = "AuthorizerFunction";
  private static final Map<String, String> AUTHORIZER_ENVIRONMENT =
      RepositoryTemplate.read().function(AUTHORIZER).environment();

  private final OrganizationId organization = new OrganizationId(UUID.randomUUID());
  private final String credential = UUID.randomUUID().toString();
  private final Stack stack;
  private final ApiCaller api;

  FunctionsOnLocalStackTest(Stack stack) {
    this.stack = stack;
    this.api = new ApiCaller(stack);
  }

  @Test
  void acceptsATokenSignedWithTheStacksGeneratedKey() {
    SigningKey made = currentKey();

    assertThat(api.context(stack.function(AUTHORIZER), "Bearer " + token(made)))
        .hasValueSatisfying(context ->
            assertThat(context.path("organizationId").asText()).isEqualTo(organization.toString()));
    assertThat(api.context(stack.function(AUTHORIZER), "Bearer " + token(newKey()))).isEmpty();
  }

  @Test
  void createsUpToTheLimitAndLists() {
    arrive(organizationChanged(), credentialChanged());
    ObjectNode caller =
        api.context(stack.function(AUTHORIZER), "Bearer " + token(currentKey())).orElseThrow();

    assertThat(api.list(caller)).isEqualTo(new ApiCaller.Response(200, JSON.createArrayNode()));
    for (int i = 0; i < 3; i++) {
      assertThat(api.create(caller, resource()).status()).isEqualTo(201);
    }
    ApiCaller.Response refused = api.create(caller, resource());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("error").asText()).isEqualTo("MAX_RESOURCES_REACHED");
    assertThat(api.list(caller).body()).hasSize(3);
  }

  @Test
  void getsUpdatesVerifiesAndDeletesOneResource() {
    arrive(organizationChanged(), credentialChanged());
    ObjectNode caller =
        api.context(stack.function(AUTHORIZER), "Bearer " + token(currentKey())).orElseThrow();
    ApiCaller.Response created = api.create(caller, resource());
    String id = created.body().path("id").asText();

    assertThat(api.get(caller, id)).isEqualTo(new ApiCaller.Response(200, created.body()));
    assertThat(api.update(caller, id).body().at("/config/port").intValue()).isEqualTo(8443);
    assertThat(api.verify(caller, id).status()).isEqualTo(202);
    assertThat(api.delete(caller, id).status()).isEqualTo(204);
    assertThat(api.get(caller, id).status()).isEqualTo(404);
    assertThat(api.list(caller)).isEqualTo(new ApiCaller.Response(200, JSON.createArrayNode()));
  }

  @Test
  void acceptsAnApiKeyUntilItIsRevoked() {
    String key = "eg_live_" + UUID.randomUUID().toString().replace("-", "");
    LoadedFunction authorizer = stack.function(AUTHORIZER);
    arrive(organizationChanged());

    assertThat(api.context(authorizer, "ApiKey " + key)).isEmpty();
    arrive(apiKeyChanged(key, 1, false));
    assertThat(api.context(authorizer, "ApiKey " + key)).isPresent();
    arrive(apiKeyChanged(key, 2, true));
    assertThat(api.context(authorizer, "ApiKey " + key)).isEmpty();
  }

  /**
   * A running function refreshes its keyring after a minute at the earliest, so that this test
   * starts a new one each time.
   */
  @Test
  void acceptsOldAndNewKeyDuringRotation() {
    String made = keyring();
    SigningKey old = currentKey();
    SigningKey next = newKey();
    try {
      putKeyring(keyring(old, next));
      LoadedFunction during = stack.start(AUTHORIZER, Map.of());
      assertThat(api.context(during, "Bearer " + token(old))).isPresent();
      assertThat(api.context(during, "Bearer " + token(next))).isPresent();

      putKeyring(keyring(next));
      LoadedFunction after = stack.start(AUTHORIZER, Map.of());
      assertThat(api.context(after, "Bearer " + token(old))).isEmpty();
      assertThat(api.context(after, "Bearer " + token(next))).isPresent();
    } finally {
      putKeyring(made);
    }
  }

  private void arrive(PutEventsRequestEntry... events) {
    List<String> ids = new Bus(stack).put(List.of(events));
    new EventSourceMapping(stack)
        .run(stack.function("ProvisionFunction"), soFar -> ids.stream().allMatch(soFar::isDone));
  }

  private PutEventsRequestEntry organizationChanged() {
    return new Bus(stack)
        .event(
            "OrganizationChanged",
            """
            {"organizationId":"%s","name":"Maple Studio","tier":"FREE","status":"ACTIVE",
             "version":1}\
            """
                .formatted(organization));
  }

  private PutEventsRequestEntry credentialChanged() {
    return new Bus(stack)
        .event(
            "CredentialChanged",
            """
            {"organizationId":"%s","credentialId":"%s","name":"AWS","provider":"AWS","version":1}\
            """
                .formatted(organization, credential));
  }

  private PutEventsRequestEntry apiKeyChanged(String key, int version, boolean revoked) {
    return new Bus(stack)
        .event(
            "ApiKeyChanged",
            """
            {"keyHash":"%s","displayPrefix":"eg_live_demo","organizationId":"%s","name":"Deploy",
             "scopes":["resources:read"],"version":%d,"revoked":%b}\
            """
                .formatted(KeyHash.of(key), organization, version, revoked));
  }

  private String resource() {
    return """
    {"name":"Gateway","credentialId":"%s","provider":"AWS","resourceType":"SECURITY_GROUP",
     "resourceIdentifier":"sg-0abc123def456","region":"eu-central-1","config":{"port":443}}\
    """
        .formatted(credential);
  }

  private String token(SigningKey key) {
    return new DemoTokens(
            key,
            AUTHORIZER_ENVIRONMENT.getOrDefault("TOKEN_ISSUER", ""),
            AUTHORIZER_ENVIRONMENT.getOrDefault("TOKEN_AUDIENCE", ""),
            Instant.now())
        .admin(organization, "admin");
  }

  /** Returns the key in the secret, as the issuer of tokens reads it. */
  private SigningKey currentKey() {
    try {
      return new SigningKey(JSON.readTree(keyring()).path("k").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SigningKey newKey() {
    return SigningKey.generate(new SecureRandom());
  }

  private String keyring() {
    return stack
        .secretsManager()
        .getSecretValue(request -> request.secretId(stack.output("KeyringArn")))
        .secretString();
  }

  private void putKeyring(String keyring) {
    stack
        .secretsManager()
        .putSecretValue(
            request -> request.secretId(stack.output("KeyringArn")).secretString(keyring));
  }

  private static String keyring(SigningKey... keys) {
    ObjectNode keyring = JSON.createObjectNode();
    for (SigningKey key : keys) {
      keyring
          .withArray("keys")
          .addObject()
          .put("kty", "oct")
          .put("alg", "HS256")
          .put("kid", UUID.randomUUID().toString())
          .put("k", key.secret());
    }
    return keyring.toString();
  }
}
