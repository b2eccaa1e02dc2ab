package io.entryguard.resources.function.authorizer.token;

/** Where the keyring is kept. */
@FunctionalInterface
public interface KeyringSource {
  /**
   * Reads it anew.
   *
   * @throws KeyringFormatException when what is kept there is no keyring
   * @throws RuntimeException when it cannot be read
   */
  Keyring read();
}
