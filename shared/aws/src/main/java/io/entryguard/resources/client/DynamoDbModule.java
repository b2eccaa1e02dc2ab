package io.entryguard.resources.client;

import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.dynamodb.call.AttemptInterceptor;
import io.entryguard.resources.dynamodb.call.RawResponseInterceptor;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The DynamoDB client of a function that has {@link StoreSettings}. */
@Module
public interface DynamoDbModule {
  /**
   * DynamoDB responds in milliseconds, so an attempt that takes two seconds has failed, and the
   * next one finds a healthy node.
   */
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /**
   * Two retries, for a failing node and a slow one. More would add load to a store that is already
   * overloaded.
   */
  int ATTEMPTS = 3;

  @Provides
  @Singleton
  static DynamoDbClient dynamoDbClient(StoreSettings settings, Network network) {
    var builder =
        DynamoDbClient.builder()
            .region(Region.of(settings.region()))
            .httpClient(network.http(ATTEMPT_TIMEOUT))
            .overrideConfiguration(
                overrides().toBuilder().scheduledExecutorService(network.timeouts()).build());
    network.credentials().ifPresent(builder::credentialsProvider);
    settings.endpoint().ifPresent(builder::endpointOverride);
    return network.register(builder.build());
  }

  /**
   * The timeouts and retries of a call. A call ends after at most about 7 s, or sooner at the
   * request's deadline. A create makes two or three calls within its function's 20 s and API
   * Gateway's 29 s.
   */
  static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .addExecutionInterceptor(new RawResponseInterceptor())
        .addExecutionInterceptor(new AttemptInterceptor())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                // A single write conflicted with a transaction on its item, which ends in
                // milliseconds.
                .retryOnException(TransactionConflictException.class)
                .build())
        .build();
  }
}
