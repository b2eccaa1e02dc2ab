package io.entryguard.resources.function.authorizer;

import io.entryguard.resources.store.AccessCheckUnavailableException;

/** Tells tokens of the product's own issuer from all others. */
public interface TokenVerifier {
  /**
   * Checks everything about the token: its form, its signature and its claims.
   *
   * @throws AccessCheckUnavailableException when there are no keys to check it with
   */
  TokenVerification verify(PresentedCredential.Token token);
}
