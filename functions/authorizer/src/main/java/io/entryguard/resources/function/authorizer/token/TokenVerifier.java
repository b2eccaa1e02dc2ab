package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.function.authorizer.credential.PresentedCredential;
import io.entryguard.resources.function.authorizer.keyring.KeyringUnavailableException;

/** Verifies the tokens of the product's issuer. */
public interface TokenVerifier {
  /**
   * Verifies a token's syntax, signature and claims.
   *
   * @throws KeyringUnavailableException if there is no keyring to verify it with
   */
  TokenVerification verify(PresentedCredential.Token token);
}
