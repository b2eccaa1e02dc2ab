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
   * A connection inside a region takes milliseconds; one that is not there after a second never
   * will be.
   */
  Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

  /**
   * DynamoDB answers in milliseconds: what takes two seconds is lost, and another try finds a
   * healthy node.
   */
  Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /**
   * Two more than the first: a node that fails and one that is slow. More would only add load to a
   * store that has too much.
   */
  int ATTEMPTS = 3;

  @Provides
  @Singleton
  static DynamoDbClient dynamoDbClient(StoreSettings settings, Network network) {
    var builder =
        DynamoDbClient.builder()
            .region(Region.of(settings.region()))
            .httpClient(network.http(CONNECTION_TIMEOUT, ATTEMPT_TIMEOUT))
            .overrideConfiguration(overrides());
    network.credentials().ifPresent(builder::credentialsProvider);
    settings.endpoint().ifPresent(builder::endpointOverride);
    return network.register(builder.build());
  }

  /**
   * How a call is tried. A whole call thus ends after about 7 s, and sooner where the function has
   * less time left; a create makes two or three calls, for which its function has 20 s, and API
   * Gateway 29 s.
   */
  static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .addExecutionInterceptor(new RawResponseInterceptor())
        .addExecutionInterceptor(new AttemptInterceptor())
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                // A single write met a transaction on its item, which is over in milliseconds.
                .retryOnException(TransactionConflictException.class)
                .build())
        .build();
  }
}
