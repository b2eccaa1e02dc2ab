package io.entryguard.resources.reliability;

import java.util.Optional;

/** What a caller asks for. A resource's value is its name, which no two calls give alike. */
sealed interface Call {
  /**
   * A create.
   *
   * @param key the idempotency key; retries under one key have one value
   */
  record Create(Optional<String> key, String value) implements Call {}

  record ListAll() implements Call {}

  /** Not of the service: reads all that is stored, while no other call runs. */
  record ReadStored() implements Call {}

  record Get(String id) implements Call {}

  /**
   * An update.
   *
   * @param ifMatch the value that the caller wants to replace; empty for any
   */
  record Update(String id, Optional<String> ifMatch, String value) implements Call {}

  /**
   * A delete.
   *
   * @param ifMatch the value that the caller wants to delete; empty for any
   */
  record Delete(String id, Optional<String> ifMatch) implements Call {}

  /** The product's report of how many sessions use a resource. */
  record Report(String id, int sessions, long version) implements Call {}

  /** Whether it changes nothing, so that it does not matter whether it took effect. */
  default boolean isRead() {
    return this instanceof ListAll || this instanceof ReadStored || this instanceof Get;
  }
}
