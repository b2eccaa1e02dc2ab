package io.entryguard.resources.lambda;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.entryguard.resources.http.LoggedRequests;
import io.entryguard.resources.http.RequestRecorder;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.log.RequestLog;

/** The line that a function logs for each request. */
@Module
public interface RequestLogModule {
  @Provides
  static RequestLog requestLog(Log log, MetricNamespace namespace) {
    return new RequestLog(log, namespace);
  }

  @Binds
  RequestRecorder recorder(LoggedRequests requests);
}
