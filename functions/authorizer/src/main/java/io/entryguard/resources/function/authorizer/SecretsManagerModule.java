package io.entryguard.resources.function.authorizer;

import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.function.authorizer.token.KeyringSource;
import io.entryguard.resources.function.authorizer.token.SecretsManagerKeyringSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The keyring of a function that has {@link KeyringSettings}. */
@Module
public interface SecretsManagerModule {
  /** As for DynamoDB, and for the same reason. */
  Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

  /**
   * Secrets Manager asks KMS before it answers, so it gets more time than DynamoDB; without the
   * keyring no token can be checked.
   */
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  /** All attempts together: a caller waits for it, and API Gateway gives up at 29 s. */
  Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  @Provides
  @Singleton
  static SecretsManagerClient secretsManagerClient(KeyringSettings settings, Network network) {
    var builder =
        SecretsManagerClient.builder()
            .region(Region.of(settings.region()))
            .httpClient(network.http(CONNECTION_TIMEOUT, ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .apiCallTimeout(CALL_TIMEOUT)
                    .build());
    network.credentials().ifPresent(builder::credentialsProvider);
    settings.endpoint().ifPresent(builder::endpointOverride);
    return network.register(builder.build());
  }

  @Provides
  static KeyringSource keyringSource(SecretsManagerClient client, KeyringSettings settings) {
    return new SecretsManagerKeyringSource(client, settings.secretId());
  }
}
