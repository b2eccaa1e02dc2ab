package io.entryguard.resources.lambda;

import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.dynamodb.DynamoDbRequestCounter;
import io.entryguard.resources.dynamodb.Table;
import io.entryguard.resources.http.Endpoint;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.http.OperationEndpoint;
import io.entryguard.resources.http.RateLimitedEndpoint;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.rate.RateLimiter;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An operation within the rate limit of a function that has {@link RequestSettings}. */
@Module(includes = {DynamoDbModule.class, RequestLogModule.class})
public interface RateLimitModule {
  /** Where there is no limit, nothing of it is loaded. */
  @Provides
  static Endpoint endpoint(
      Operation operation,
      RequestSettings settings,
      Network network,
      DynamoDbClient client,
      Table table,
      InstantSource clock,
      Log log) {
    var endpoint = new OperationEndpoint(operation, log);
    if (settings.limit().isOff()) {
      return endpoint;
    }
    var limiter =
        new RateLimiter(
            new DynamoDbRequestCounter(client, table),
            settings.limit(),
            RateLimiter.PATIENCE,
            clock,
            log);
    return new RateLimitedEndpoint(endpoint, limiter, !network.isReal());
  }

  @Provides
  static MetricNamespace namespace(RequestSettings settings) {
    return settings.metrics();
  }
}
