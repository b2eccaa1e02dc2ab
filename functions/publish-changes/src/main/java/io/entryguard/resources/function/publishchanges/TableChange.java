package io.entryguard.resources.function.publishchanges;

/** What a record of the table's stream tells. */
public sealed interface TableChange {
  /** Something that the rest of the product is to hear of. */
  record Announced(OutboundEvent announcement) implements TableChange {}

  /** Something that nobody needs to hear of. */
  record Unannounced() implements TableChange {}

  /**
   * Something that should be announced, of an item that is not as this service writes it.
   *
   * @param partition the item's partition key, as far as it can be told
   * @param sort the item's sort key, as far as it can be told
   */
  record Unreadable(String partition, String sort, RuntimeException cause) implements TableChange {}
}
