package io.entryguard.resources.requestlog;

import static java.util.Objects.requireNonNull;

/** The CloudWatch namespace of this deployment's metrics. */
public record MetricNamespace(String name) {
  public MetricNamespace {
    requireNonNull(name, "name is null");
  }
}
