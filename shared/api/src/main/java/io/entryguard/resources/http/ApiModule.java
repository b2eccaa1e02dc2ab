package io.entryguard.resources.http;

import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RequestCounter;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.resource.ResourceRepresentation;
import jakarta.inject.Provider;
import java.time.InstantSource;

/**
 * An operation behind its filters: the request log, the rate limit, errors, the permission. Errors
 * are inside the rate limit, so that they too carry its headers.
 */
@Module
public interface ApiModule {
  @Provides
  static ResourceRepresentation representation() {
    return ResourceWriter::write;
  }

  @Provides
  static ApiFunction function(
      Operation operation,
      RequestSettings settings,
      Provider<RequestCounter> counter,
      InstantSource clock) {
    HttpHandler handler = new ErrorFilter(new PermissionFilter(operation));
    // Where there is no limit, nothing of it is made.
    if (!settings.limit().isOff()) {
      var limiter =
          new RateLimiter(
              counter.get(),
              settings.limit(),
              RateLimiter.TIMEOUT,
              clock,
              // Not a pool's: a lease that hangs takes no thread from the next.
              Thread.ofPlatform().daemon().name("rate-limit")::start);
      handler = new RateLimitFilter(handler, operation.permission(), limiter, clock);
    }
    var log = new RequestLog(settings.metrics(), clock);
    return new ApiFunction(
        new RequestLogFilter(operation.name(), handler, log, clock),
        new ResponseEncoder(clock, settings.crossOrigin()));
  }
}
