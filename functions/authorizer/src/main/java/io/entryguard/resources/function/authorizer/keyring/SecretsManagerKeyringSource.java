package io.entryguard.resources.function.authorizer.keyring;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads the keyring from a secret's current version. */
public final class SecretsManagerKeyringSource implements KeyringSource {
  private final SecretsManagerClient secrets;
  private final String secretId;

  /**
   * @param secretId the secret's name or ARN
   */
  public SecretsManagerKeyringSource(SecretsManagerClient secrets, String secretId) {
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.secretId = requireNonNull(secretId, "secretId is null");
  }

  @Override
  public Keyring read() {
    String text = secrets.getSecretValue(request -> request.secretId(secretId)).secretString();
    if (text == null) {
      throw new KeyringFormatException("the secret is binary, not text");
    }
    return Keyring.parse(text);
  }
}
