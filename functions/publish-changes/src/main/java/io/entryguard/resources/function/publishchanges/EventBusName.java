package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;

/** The name of the bus that the product's services share. */
public record EventBusName(String value) {
  public EventBusName {
    requireNonNull(value, "value is null");
  }
}
