package io.entryguard.resources.dynamodb.item;

import static java.util.Objects.requireNonNull;

/** The name of the one table. */
public record Table(String name) {
  public Table {
    requireNonNull(name, "name is null");
  }
}
