package io.entryguard.resources.function.authorizer.keyring;

import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.Variable;
import java.net.URI;
import java.util.Optional;

/**
 * The settings of the keyring's secret.
 *
 * @param secretId the secret's name or ARN
 * @param endpoint Secrets Manager's URL; empty on AWS, where the SDK knows it
 */
public record KeyringSettings(String secretId, String region, Optional<URI> endpoint) {
  /**
   * Reads KEYRING_SECRET_ID and SECRETS_MANAGER_ENDPOINT.
   *
   * @param region the function's region, already read
   */
  public static KeyringSettings from(Environment environment, String region) {
    return new KeyringSettings(
        environment.text(Variable.KEYRING_SECRET_ID),
        region,
        environment.endpoint(Variable.SECRETS_MANAGER_ENDPOINT));
  }
}
