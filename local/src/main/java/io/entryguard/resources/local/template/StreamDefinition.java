package io.entryguard.resources.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Who hears of changes in the table, as the template defines it.
 *
 * @param function the logical name of the function that records go to
 * @param filters a record goes to the function if one of them takes it
 * @param batchSize how many records go to it at once, at most
 */
public record StreamDefinition(String function, List<RecordFilter> filters, int batchSize) {
  public StreamDefinition {
    filters = List.copyOf(filters);
  }

  /** Whether a record, as Lambda writes it, goes to the function. */
  public boolean takes(JsonNode record) {
    return filters.stream().anyMatch(filter -> filter.takes(record));
  }
}
