package io.entryguard.resources.function.authorizer.keyring;

import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.client.Network;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The Secrets Manager client, and the keyring read with it. */
@Module
public interface SecretsManagerModule {
  /** Longer than for DynamoDB, because Secrets Manager calls KMS before it responds. */
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  /** All attempts together: well below the 29 s of API Gateway. */
  Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  @Provides
  @Singleton
  static SecretsManagerClient secretsManagerClient(KeyringSettings settings, Network network) {
    var builder =
        SecretsManagerClient.builder()
            .region(Region.of(settings.region()))
            .httpClient(network.http(ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .apiCallTimeout(CALL_TIMEOUT)
                    .scheduledExecutorService(network.timeouts())
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
