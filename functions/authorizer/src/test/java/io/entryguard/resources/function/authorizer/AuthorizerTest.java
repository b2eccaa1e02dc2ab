package io.entryguard.resources.function.authorizer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.function.authorizer.AuthorizerResponse.Effect;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.keyring.Keyring;
import io.entryguard.resources.function.authorizer.keyring.KeyringSource;
import io.entryguard.resources.function.authorizer.keyring.RefreshingKeyring;
import io.entryguard.resources.function.authorizer.token.Claims;
import io.entryguard.resources.function.authorizer.token.JwtTokenVerifier;
import io.entryguard.resources.function.authorizer.token.TestKeys;
import io.entryguard.resources.function.authorizer.token.TokenForge;
import io.entryguard.resources.function.authorizer.token.TokenProfile;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.requestlog.MetricNamespace;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.store.StoreCallCounter;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.LogLines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AuthorizerTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00.987Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String METHOD =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/GET/v1/resources";
  private static final String STAGE =
      "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*";
  private static final String HEADER =
      """
      {"alg":"HS256","typ":"JWT"}\
      """;
  private static final Claims CLAIMS = Claims.at(NOW);
  private static final String TOKEN = TokenForge.hs256(TestKeys.SECRET, HEADER, CLAIMS.json());
  private static final String KEY = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  private final InMemoryApiKeyStore keys = new InMemoryApiKeyStore();
  @RegisterExtension private final LogLines lines = new LogLines();

  @Test
  void allowsAnAdminToCallTheWholeApi() {
    assertThat(authorize("Authorization", "Bearer " + TOKEN))
        .isEqualTo(
            new AuthorizerResponse(
                "user-1",
                Effect.ALLOW,
                STAGE,
                Map.of(
                    "organizationId",
                    "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                    "callerKind",
                    "USER",
                    "subject",
                    "user-1",
                    "permissions",
                    "resources:create resources:delete resources:read resources:update"
                        + " resources:verify")));
    assertThat(lines)
        .extracting(line -> line.replaceFirst("\"timestamp\":\"[^\"]*\",", ""))
        .containsExactly(
            """
            {"level":"INFO","message":"Request",\
            "requestId":"request-1","organizationId":"3f2504e0-4f89-41d3-9a0c-0305e82c3301",\
            "callerKind":"USER","operation":"authorize","outcome":"OK","durationMillis":0,"tries":0}\
            """);
  }

  static Stream<Claims> claimsWithoutAdministratorsRole() {
    return Stream.of(
        CLAIMS.with("roles", "[\"USER\"]"),
        CLAIMS.with("roles", "\"ORG_ADMIN\""),
        CLAIMS.without("roles"));
  }

  /** The functions then return 403. */
  @ParameterizedTest
  @MethodSource("claimsWithoutAdministratorsRole")
  void allowsAMemberWithoutAnyPermission(Claims claims) {
    String token = TokenForge.hs256(TestKeys.SECRET, HEADER, claims.json());

    AuthorizerResponse response = authorize("Authorization", "Bearer " + token);

    assertThat(response.effect()).isEqualTo(Effect.ALLOW);
    assertThat(response.context()).containsEntry("permissions", "");
  }

  @Test
  void allowsAKeyToRead() {
    keys.save(ApiKeys.reading(KEY));

    assertThat(authorize("X-API-Key", KEY))
        .isEqualTo(
            new AuthorizerResponse(
                "eg_live_1a2b",
                Effect.ALLOW,
                STAGE,
                Map.of(
                    "organizationId", "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                    "callerKind", "API_KEY",
                    "subject", "eg_live_1a2b",
                    "permissions", "resources:read")));
    assertThat(authorize("Authorization", "ApiKey " + KEY)).isEqualTo(authorize("X-API-Key", KEY));
  }

  static Stream<Arguments> invalidCredentials() {
    String otherSecret = TestKeys.SECRET_BASE64URL.replace('Z', 'z');
    String expired = CLAIMS.with("exp", NOW.minusSeconds(3600)).json();
    return Stream.of(
        argumentSet("no credential", Map.of(), AuthenticationFailure.NO_CREDENTIAL),
        argumentSet(
            "an empty header",
            header("Authorization", ""),
            AuthenticationFailure.CREDENTIAL_MALFORMED),
        argumentSet(
            "a password",
            header("Authorization", "Basic dXNlcjpodW50ZXIy"),
            AuthenticationFailure.CREDENTIAL_MALFORMED),
        argumentSet(
            "a token without its scheme",
            header("Authorization", TOKEN),
            AuthenticationFailure.CREDENTIAL_MALFORMED),
        argumentSet(
            "a token of 1 MB",
            header("Authorization", "Bearer " + "a".repeat(1024 * 1024)),
            AuthenticationFailure.CREDENTIAL_MALFORMED),
        argumentSet(
            "a token and a key",
            Map.of("Authorization", List.of("Bearer " + TOKEN), "X-API-Key", List.of(KEY)),
            AuthenticationFailure.CREDENTIAL_AMBIGUOUS),
        argumentSet(
            "a header sent twice",
            Map.of("Authorization", List.of("Bearer " + TOKEN, "Bearer " + TOKEN)),
            AuthenticationFailure.CREDENTIAL_AMBIGUOUS),
        argumentSet(
            "a forged token",
            header(
                "Authorization",
                "Bearer "
                    + TokenForge.hs256(otherSecret.getBytes(US_ASCII), HEADER, CLAIMS.json())),
            AuthenticationFailure.TOKEN_SIGNATURE),
        argumentSet(
            "an expired token",
            header("Authorization", "Bearer " + TokenForge.hs256(TestKeys.SECRET, HEADER, expired)),
            AuthenticationFailure.TOKEN_EXPIRED),
        argumentSet(
            "an unknown key",
            header("X-API-Key", "eg_live_0000"),
            AuthenticationFailure.KEY_UNKNOWN),
        argumentSet(
            "a revoked key",
            header("X-API-Key", "eg_live_revoked"),
            AuthenticationFailure.KEY_REVOKED),
        argumentSet(
            "an expired key",
            header("X-API-Key", "eg_live_expired"),
            AuthenticationFailure.KEY_EXPIRED));
  }

  @ParameterizedTest
  @MethodSource("invalidCredentials")
  void deniesEveryInvalidCredentialAlikeAndLogsWhy(
      Map<String, List<String>> headers, AuthenticationFailure reason) {
    keys.save(ApiKeys.revoked(ApiKeys.reading("eg_live_revoked")));
    keys.save(ApiKeys.expiring(ApiKeys.reading("eg_live_expired"), NOW.minusSeconds(1)));

    AuthorizerResponse response =
        authorizer(goodKeyring())
            .authorize(new AuthorizerRequest(METHOD, Map.of(), headers, "request-1"));

    assertThat(response)
        .isEqualTo(
            new AuthorizerResponse(
                "unknown",
                Effect.DENY,
                STAGE,
                Map.of(
                    "message", "Missing or invalid authentication token or API key.",
                    "timestamp", "2026-02-18T11:00:00Z")));
    assertThat(lines)
        .extracting(line -> line.replaceFirst("\"timestamp\":\"[^\"]*\",", ""))
        .containsExactly(
            """
            {"level":"INFO","message":"Request",\
            "requestId":"request-1","operation":"authorize","outcome":"UNAUTHORIZED","reason":"%s",\
            "status":401,"durationMillis":0,"tries":0,"_aws":{"Timestamp":1771412400987,\
            "CloudWatchMetrics":[{"Namespace":"EntryGuard/test","Dimensions":[["reason"]],\
            "Metrics":[{"Name":"AuthFailures","Unit":"Count"}]}]},"AuthFailures":1}\
            """
                .formatted(reason));
    assertNoSecretLogged(headers);
  }

  @Test
  void failsForATokenWhileTheKeyringIsUnavailable() {
    assertThatExceptionOfType(AuthorizerFailedException.class)
        .isThrownBy(() -> authorizeWithoutKeyring("Authorization", "Bearer " + TOKEN))
        .withNoCause()
        .withMessage("the caller could not be checked");
    assertThat(lines).hasSize(2);
    assertThat(lines.getLast())
        .contains("\"outcome\":\"INTERNAL_ERROR\"", "\"status\":500")
        .doesNotContain("_aws");
    assertThat(lines.getFirst())
        .contains(
            "\"level\":\"ERROR\"",
            "\"message\":\"Caller could not be checked\"",
            "\"requestId\":\"request-1\"",
            "\"reason\":\"the keyring is out of reach\"",
            "IllegalStateException");
    assertNoSecretLogged(header("Authorization", "Bearer " + TOKEN));
  }

  @Test
  void acceptsKeysWhileTheKeyringIsUnavailable() {
    keys.save(ApiKeys.reading(KEY));

    assertThat(authorizeWithoutKeyring("X-API-Key", KEY).effect()).isEqualTo(Effect.ALLOW);
    assertThat(authorizeWithoutKeyring("X-API-Key", "eg_live_0000").effect())
        .isEqualTo(Effect.DENY);
  }

  @Test
  void countsTheTriesOfEachRequest() {
    ApiKeyStore table =
        new ApiKeyStore() {
          @Override
          public Optional<ApiKey> find(KeyHash hash) {
            StoreCallCounter.add();
            return Optional.empty();
          }

          @Override
          public SaveOutcome save(ApiKey key) {
            throw new AssertionError("the authorizer must not write");
          }
        };
    Authorizer authorizer = authorizer(goodKeyring(), table);

    authorizer.authorize(request("X-API-Key", KEY));
    authorizer.authorize(request("X-API-Key", KEY));

    assertThat(lines).hasSize(2).allMatch(line -> line.contains("\"tries\":1,"));
  }

  /** A Deny would become a 401, and callers would discard valid keys. */
  @Test
  void failsInsteadOfDenyingAKeyWhileTheTableIsThrottled() {
    ApiKeyStore throttled =
        new ApiKeyStore() {
          @Override
          public Optional<ApiKey> find(KeyHash hash) {
            throw new StoreUnavailableException("DynamoDB is throttling");
          }

          @Override
          public SaveOutcome save(ApiKey key) {
            throw new AssertionError("the authorizer must not write");
          }
        };

    assertThatExceptionOfType(AuthorizerFailedException.class)
        .isThrownBy(
            () -> authorizer(goodKeyring(), throttled).authorize(request("X-API-Key", KEY)));
    assertThat(lines.getLast()).contains("\"outcome\":\"INTERNAL_ERROR\"");
  }

  @Test
  void deniesMalformedTokensWhileTheKeyringIsUnavailable() {
    assertThat(authorizeWithoutKeyring("Authorization", "Bearer a.b.c").effect())
        .isEqualTo(Effect.DENY);
  }

  @Test
  void failsWithoutAMethodArn() {
    var request =
        new AuthorizerRequest("", Map.of("Authorization", "Bearer " + TOKEN), Map.of(), "");

    assertThatExceptionOfType(AuthorizerFailedException.class)
        .isThrownBy(() -> authorizer(goodKeyring()).authorize(request));
    assertNoSecretLogged(header("Authorization", "Bearer " + TOKEN));
  }

  private AuthorizerResponse authorize(String header, String value) {
    return authorizer(goodKeyring()).authorize(request(header, value));
  }

  private AuthorizerResponse authorizeWithoutKeyring(String header, String value) {
    return authorizer(
            () -> {
              throw new IllegalStateException("no keyring for " + value);
            })
        .authorize(request(header, value));
  }

  private static AuthorizerRequest request(String header, String value) {
    return new AuthorizerRequest(
        METHOD, Map.of(header, value), Map.of(header, List.of(value)), "request-1");
  }

  private Authorizer authorizer(KeyringSource source) {
    return authorizer(source, keys);
  }

  private Authorizer authorizer(KeyringSource source, ApiKeyStore store) {
    var keyring = new RefreshingKeyring(source, CLOCK);
    var profile = new TokenProfile(Claims.ISSUER, Claims.AUDIENCE, "organizationId", "roles");
    var verifier = new JwtTokenVerifier(keyring, profile, CLOCK);
    return new Authorizer(
        new Authenticate(() -> verifier, () -> store, CLOCK),
        CLOCK,
        new RequestLog(new MetricNamespace("EntryGuard/test"), CLOCK));
  }

  private static KeyringSource goodKeyring() {
    return () -> Keyring.parse(TestKeys.hmacJwk());
  }

  private static Map<String, List<String>> header(String name, String value) {
    return Map.of(name, List.of(value));
  }

  /** Checks that neither the credential nor a part of it was logged. */
  private void assertNoSecretLogged(Map<String, List<String>> headers) {
    Set<String> secrets = new HashSet<>();
    secrets.add(TestKeys.SECRET_BASE64URL);
    for (List<String> values : headers.values()) {
      for (String value : values) {
        for (String part : value.split("[ .]", -1)) {
          if (part.length() >= 8) {
            secrets.add(part);
          }
        }
      }
    }
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).doesNotContain(secrets.toArray(String[]::new)));
  }
}
