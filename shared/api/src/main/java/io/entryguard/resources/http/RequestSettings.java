package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.requestlog.MetricNamespace;

/** The settings for authenticated requests: their rate limit and their metrics' namespace. */
public record RequestSettings(RequestLimit limit, MetricNamespace metrics) {
  public RequestSettings {
    requireNonNull(limit, "limit is null");
    requireNonNull(metrics, "metrics is null");
  }

  /** As they stand in a function's environment variables. */
  public static RequestSettings of(int requestsPerMinute, String metricsNamespace) {
    return new RequestSettings(
        new RequestLimit(requestsPerMinute), new MetricNamespace(metricsNamespace));
  }
}
