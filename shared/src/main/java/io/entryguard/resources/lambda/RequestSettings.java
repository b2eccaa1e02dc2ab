package io.entryguard.resources.lambda;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.rate.RequestLimit;

/**
 * What is configured of requests that have a caller: how many there may be, and where they count.
 */
public record RequestSettings(RequestLimit limit, MetricNamespace metrics) {
  public RequestSettings {
    requireNonNull(limit, "limit is null");
    requireNonNull(metrics, "metrics is null");
  }

  /** Reads REQUESTS_PER_MINUTE and METRICS_NAMESPACE. */
  public static RequestSettings from(Environment environment) {
    return new RequestSettings(
        new RequestLimit(environment.count(Variable.REQUESTS_PER_MINUTE)),
        new MetricNamespace(environment.text(Variable.METRICS_NAMESPACE)));
  }
}
