package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.requestlog.MetricNamespace;
import java.util.Optional;

/** The settings for authenticated requests. */
public record RequestSettings(
    RequestLimit limit, MetricNamespace metrics, CrossOrigin crossOrigin) {
  public RequestSettings {
    requireNonNull(limit, "limit is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(crossOrigin, "crossOrigin is null");
  }

  /** As they stand in a function's environment variables. */
  public static RequestSettings of(
      int requestsPerMinute, String metricsNamespace, Optional<String> corsOrigin) {
    return new RequestSettings(
        new RequestLimit(requestsPerMinute),
        new MetricNamespace(metricsNamespace),
        new CrossOrigin(corsOrigin));
  }
}
