package io.entryguard.resources.function.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.keyring.KeyringUnavailableException;
import io.entryguard.resources.function.authorizer.token.TokenVerification;
import io.entryguard.resources.function.authorizer.token.TokenVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthenticateTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00Z");
  private static final String KEY = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  private final InMemoryApiKeyStore keys = new InMemoryApiKeyStore();

  @Test
  void allowsAnAdminToCreateAndRead() {
    assertThat(withRoles(Set.of("ORG_ADMIN", "USER")))
        .isEqualTo(
            new Caller(
                ApiKeys.ORGANIZATION, CallerKind.USER, "user-1", Set.of(Permission.values())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"USER", "org_admin", "ORG_ADMIN ", "ROLE_ORG_ADMIN", "ADMIN", ""})
  void knowsAnyOtherUserWithoutPermissions(String role) {
    assertThat(withRoles(Set.of(role)).permissions()).isEmpty();
    assertThat(withRoles(Set.of()).permissions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(AuthenticationFailure.class)
  void returnsTheVerifiersReason(AuthenticationFailure reason) {
    Authentication outcome =
        authenticate(token -> new TokenVerification.Refused(reason))
            .authenticate(header("Authorization", "Bearer a.b.c"));

    assertThat(outcome).isEqualTo(new Authentication.Unknown(reason));
  }

  @Test
  void allowsAKeyWithTheScopeToRead() {
    keys.save(ApiKeys.reading(KEY));

    assertThat(byKey())
        .isEqualTo(
            new Authentication.Known(
                new Caller(
                    ApiKeys.ORGANIZATION,
                    CallerKind.API_KEY,
                    "eg_live_1a2b",
                    Set.of(Permission.READ_RESOURCES))));
  }

  @Test
  void readsAKeyFromEveryHeader() {
    keys.save(ApiKeys.reading(KEY));
    Authentication known = byKey();

    assertThat(known).isInstanceOf(Authentication.Known.class);
    assertThat(authenticate().authenticate(header("authorization", "apikey " + KEY)))
        .isEqualTo(known);
    assertThat(authenticate().authenticate(header("x-api-key", KEY))).isEqualTo(known);
  }

  @Test
  void neverAllowsAKeyToCreate() {
    keys.save(
        ApiKeys.withScopes(
            ApiKeys.reading(KEY), Set.of("resources:create", "resources:read", "*", "ORG_ADMIN")));

    assertThat(byKey())
        .isInstanceOfSatisfying(
            Authentication.Known.class,
            known ->
                assertThat(known.caller().permissions())
                    .containsExactly(Permission.READ_RESOURCES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"resources:create", "resources", "resources:*", "RESOURCES:READ", "*"})
  void knowsAKeyWithoutTheScopeWithoutPermissions(String scope) {
    keys.save(ApiKeys.withScopes(ApiKeys.reading(KEY), Set.of(scope)));

    assertThat(byKey())
        .isInstanceOfSatisfying(
            Authentication.Known.class,
            known -> assertThat(known.caller().permissions()).isEmpty());
  }

  @Test
  void rejectsAnUnknownKey() {
    assertThat(byKey()).isEqualTo(new Authentication.Unknown(AuthenticationFailure.KEY_UNKNOWN));
  }

  @Test
  void rejectsARevokedKey() {
    keys.save(ApiKeys.revoked(ApiKeys.reading(KEY)));

    assertThat(byKey()).isEqualTo(new Authentication.Unknown(AuthenticationFailure.KEY_REVOKED));
  }

  @Test
  void rejectsAKeyFromItsExpiryOn() {
    keys.save(ApiKeys.expiring(ApiKeys.reading(KEY), NOW));

    assertThat(byKey()).isEqualTo(new Authentication.Unknown(AuthenticationFailure.KEY_EXPIRED));
  }

  @Test
  void acceptsAKeyUntilItsExpiry() {
    keys.save(ApiKeys.expiring(ApiKeys.reading(KEY), NOW.plusSeconds(1)));

    assertThat(byKey()).isInstanceOf(Authentication.Known.class);
  }

  @Test
  void rejectsAKeysHashAndPrefix() {
    ApiKey key = ApiKeys.reading(KEY);
    keys.save(key);

    assertThat(authenticate().authenticate(header("X-API-Key", key.hash().hex())))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.KEY_UNKNOWN));
    assertThat(authenticate().authenticate(header("X-API-Key", key.displayPrefix())))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.KEY_UNKNOWN));
    assertThat(authenticate().authenticate(header("X-API-Key", KEY.substring(1))))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.KEY_UNKNOWN));
  }

  @Test
  void usesNeitherStoreNorVerifierWithoutAWellFormedCredential() {
    Authenticate authenticate =
        new Authenticate(
            AuthenticateTest::noTokens, AuthenticateTest::noKeys, InstantSource.fixed(NOW));

    assertThat(authenticate.authenticate(Map.of()))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.NO_CREDENTIAL));
    assertThat(authenticate.authenticate(header("Authorization", "Basic dXNlcjpwYXNz")))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.CREDENTIAL_MALFORMED));
    assertThat(
            authenticate.authenticate(
                Map.of("Authorization", List.of("Bearer a.b.c"), "X-API-Key", List.of(KEY))))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.CREDENTIAL_AMBIGUOUS));
  }

  @Test
  void verifiesATokenWithoutTheKeyStore() {
    TokenVerifier verifier =
        token -> new TokenVerification.Refused(AuthenticationFailure.TOKEN_SIGNATURE);
    var authenticate =
        new Authenticate(() -> verifier, AuthenticateTest::noKeys, InstantSource.fixed(NOW));

    assertThat(authenticate.authenticate(header("Authorization", "Bearer a.b.c")))
        .isEqualTo(new Authentication.Unknown(AuthenticationFailure.TOKEN_SIGNATURE));
  }

  @Test
  void looksUpAKeyWithoutTheTokenVerifier() {
    keys.save(ApiKeys.reading(KEY));
    var authenticate =
        new Authenticate(AuthenticateTest::noTokens, () -> keys, InstantSource.fixed(NOW));

    assertThat(authenticate.authenticate(header("X-API-Key", KEY)))
        .isInstanceOf(Authentication.Known.class);
  }

  @Test
  void throwsIfTheKeyringIsUnavailable() {
    var unavailable =
        new KeyringUnavailableException("the keyring is out of reach", new IllegalStateException());
    Authenticate authenticate =
        authenticate(token -> {
          throw unavailable;
        });

    assertThatThrownBy(() -> authenticate.authenticate(header("Authorization", "Bearer a.b.c")))
        .isSameAs(unavailable);
  }

  private Caller withRoles(Set<String> roles) {
    Authentication outcome =
        authenticate(token -> new TokenVerification.Verified(ApiKeys.ORGANIZATION, "user-1", roles))
            .authenticate(header("Authorization", "Bearer a.b.c"));
    if (outcome instanceof Authentication.Known(Caller caller)) {
      return caller;
    }
    throw new AssertionError("not authenticated: " + outcome);
  }

  private Authentication byKey() {
    return authenticate().authenticate(header("X-API-Key", KEY));
  }

  private Authenticate authenticate() {
    return new Authenticate(AuthenticateTest::noTokens, () -> keys, InstantSource.fixed(NOW));
  }

  private Authenticate authenticate(TokenVerifier verifier) {
    return new Authenticate(() -> verifier, () -> keys, InstantSource.fixed(NOW));
  }

  private static TokenVerifier noTokens() {
    throw new AssertionError("the token verifier was not expected");
  }

  private static ApiKeyStore noKeys() {
    throw new AssertionError("the key store was not expected");
  }

  private static Map<String, List<String>> header(String name, String value) {
    return Map.of(name, List.of(value));
  }
}
