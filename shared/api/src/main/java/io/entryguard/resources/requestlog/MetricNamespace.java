package io.entryguard.resources.requestlog;

import static java.util.Objects.requireNonNull;

/** Under which CloudWatch keeps what this deployment counts. */
public record MetricNamespace(String name) {
  public MetricNamespace {
    requireNonNull(name, "name is null");
  }
}
