package io.entryguard.resources.lambda;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB client of a function that has {@link StoreSettings}. */
@Module
public interface DynamoDbModule {
  /**
   * DynamoDB answers in milliseconds: what takes a second is lost, and another try finds a healthy
   * node.
   */
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** All attempts together: API Gateway gives up at 29 s, and the caller's patience ends before. */
  Duration CALL_TIMEOUT = Duration.ofSeconds(6);

  @Provides
  @Singleton
  static DynamoDbClient dynamoDbClient(StoreSettings settings) {
    var builder =
        DynamoDbClient.builder()
            .region(Region.of(settings.region()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(1))
                    .socketTimeout(ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .apiCallTimeout(CALL_TIMEOUT)
                    .build());
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
