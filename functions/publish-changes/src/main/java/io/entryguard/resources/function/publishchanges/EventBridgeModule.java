package io.entryguard.resources.function.publishchanges;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.client.Network;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The bus of a function that has {@link EventBusSettings}. */
@Module
public interface EventBridgeModule {
  /**
   * Nobody waits for an event, and one that is given up too soon is published twice. So it is
   * longer than DynamoDB's, and short enough for the SDK's three tries in the function's time.
   */
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  @Provides
  @Singleton
  static EventBridgeClient eventBridgeClient(EventBusSettings settings, Network network) {
    var builder =
        EventBridgeClient.builder()
            .region(Region.of(settings.region()))
            .httpClient(network.http(ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .scheduledExecutorService(network.timeouts())
                    .build());
    network.credentials().ifPresent(builder::credentialsProvider);
    settings.endpoint().ifPresent(builder::endpointOverride);
    return network.register(builder.build());
  }

  @Binds
  EventPublisher eventPublisher(EventBridgePublisher publisher);
}
