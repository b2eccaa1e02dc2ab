package io.entryguard.resources.function.authorizer.keyring;

/** Reads the keyring from where it is kept. */
@FunctionalInterface
public interface KeyringSource {
  /**
   * Reads the current keyring.
   *
   * @throws KeyringFormatException when it is malformed
   * @throws RuntimeException when it cannot be read
   */
  Keyring read();
}
