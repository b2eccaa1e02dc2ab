package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.function.authorizer.Authentication.Known;
import io.entryguard.resources.function.authorizer.Authentication.Unknown;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.credential.PresentedCredential;
import io.entryguard.resources.function.authorizer.keyring.KeyringUnavailableException;
import io.entryguard.resources.function.authorizer.token.TokenVerification;
import io.entryguard.resources.function.authorizer.token.TokenVerifier;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Authenticates the caller of a request from its headers. */
public final class Authenticate {
  private static final String ORGANIZATION_ADMIN = "ORG_ADMIN";

  private final Provider<TokenVerifier> tokens;
  private final Provider<ApiKeyStore> keys;
  private final InstantSource clock;

  /** Takes providers, because a request needs only one of the two and clients are slow to build. */
  @Inject
  public Authenticate(
      Provider<TokenVerifier> tokens, Provider<ApiKeyStore> keys, InstantSource clock) {
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.keys = requireNonNull(keys, "keys is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Authenticates a caller. Reads only what the presented credential needs.
   *
   * @param headers every value of each header; names in any case
   * @throws KeyringUnavailableException when a token cannot be checked now
   * @throws StoreUnavailableException when a key cannot be checked now
   */
  public Authentication authenticate(Map<String, List<String>> headers) {
    return switch (PresentedCredential.in(headers)) {
      case PresentedCredential.Token token -> byToken(token);
      case PresentedCredential.Key key -> byKey(key);
      case PresentedCredential.None() -> new Unknown(AuthenticationFailure.NO_CREDENTIAL);
      case PresentedCredential.Malformed() ->
          new Unknown(AuthenticationFailure.CREDENTIAL_MALFORMED);
      case PresentedCredential.Ambiguous() ->
          new Unknown(AuthenticationFailure.CREDENTIAL_AMBIGUOUS);
    };
  }

  private Authentication byToken(PresentedCredential.Token token) {
    return switch (tokens.get().verify(token)) {
      case TokenVerification.Verified(var organization, var subject, var roles) ->
          new Known(new Caller(organization, CallerKind.USER, subject, permissionsOf(roles)));
      case TokenVerification.Refused(AuthenticationFailure reason) -> new Unknown(reason);
    };
  }

  private Authentication byKey(PresentedCredential.Key key) {
    Optional<ApiKey> found = keys.get().find(KeyHash.of(key.value()));
    if (found.isEmpty()) {
      return new Unknown(AuthenticationFailure.KEY_UNKNOWN);
    }
    ApiKey apiKey = found.get();
    if (apiKey.revoked()) {
      return new Unknown(AuthenticationFailure.KEY_REVOKED);
    }
    if (apiKey.isExpired(clock.instant())) {
      return new Unknown(AuthenticationFailure.KEY_EXPIRED);
    }
    return new Known(
        new Caller(
            apiKey.organization(),
            CallerKind.API_KEY,
            apiKey.displayPrefix(),
            permissionsOf(apiKey)));
  }

  private static Set<Permission> permissionsOf(Set<String> roles) {
    return roles.contains(ORGANIZATION_ADMIN) ? Set.of(Permission.values()) : Set.of();
  }

  /** Keys read, and only users change resources: no scope allows that to a key. */
  private static Set<Permission> permissionsOf(ApiKey key) {
    return key.hasScopeOf(Permission.READ_RESOURCES) ? Set.of(Permission.READ_RESOURCES) : Set.of();
  }
}
