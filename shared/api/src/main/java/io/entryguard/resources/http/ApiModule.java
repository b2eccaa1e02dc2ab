package io.entryguard.resources.http;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RequestCounter;
import io.entryguard.resources.requestlog.RequestLog;
import jakarta.inject.Provider;
import java.time.InstantSource;

/** An operation with its filters, in a function that has {@link RequestSettings}. */
@Module
public interface ApiModule {
  /** Where there is no limit, nothing of it is made. */
  @Provides
  static Endpoint endpoint(
      Operation operation,
      RequestSettings settings,
      Provider<RequestCounter> counter,
      InstantSource clock) {
    var endpoint = new OperationEndpoint(operation);
    if (settings.limit().isOff()) {
      return endpoint;
    }
    var limiter = new RateLimiter(counter.get(), settings.limit(), RateLimiter.TIMEOUT, clock);
    return new RateLimitedEndpoint(endpoint, limiter, clock);
  }

  @Provides
  static RequestLog requestLog(RequestSettings settings, InstantSource clock) {
    return new RequestLog(settings.metrics(), clock);
  }

  @Binds
  RequestRecorder recorder(LoggedRequests requests);
}
