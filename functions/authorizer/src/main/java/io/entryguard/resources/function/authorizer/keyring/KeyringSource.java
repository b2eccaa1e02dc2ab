package io.entryguard.resources.function.authorizer.keyring;

/** Reads the keyring from its storage. */
@FunctionalInterface
public interface KeyringSource {
  /**
   * Reads the current keyring.
   *
   * @throws KeyringFormatException if it is malformed
   * @throws RuntimeException if it cannot be read
   */
  Keyring read();
}
