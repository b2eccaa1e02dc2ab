package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.function.authorizer.PresentedCredential;
import io.entryguard.resources.function.authorizer.keyring.KeyringUnavailableException;

/** Verifies the tokens of the product's issuer. */
public interface TokenVerifier {
  /**
   * Checks everything about the token: its syntax, its signature and its claims.
   *
   * @throws KeyringUnavailableException when there are no keys to check it with
   */
  TokenVerification verify(PresentedCredential.Token token);
}
