package io.entryguard.resources.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Who hears of changes in the table, as the template defines it.
 *
 * @param function the logical name of the function that records go to
 * @param filters a record goes to the function if one of them takes it
 * @param batchSize how many records go to it at once, at most
 */
public record StreamDefinition(String function, List<RecordFilter> filters, int batchSize) {
  private static final Set<String> MAPPING =
      Set.of(
          "BatchSize",
          // What Lambda gives up on ends in a queue on AWS alone: here records are tried until they
          // are done.
          "BisectBatchOnFunctionError",
          "DestinationConfig",
          "EventSourceArn",
          "FilterCriteria",
          "FunctionName",
          "FunctionResponseTypes",
          "MaximumBatchingWindowInSeconds",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "ParallelizationFactor",
          "StartingPosition");

  public StreamDefinition {
    filters = List.copyOf(filters);
  }

  /**
   * Reads the mapping of a stream.
   *
   * @param table the logical name of the one table
   */
  static StreamDefinition read(Section mapping, String table, Set<String> functions) {
    mapping
        .withOnly(MAPPING)
        .withOnly("StartingPosition", "TRIM_HORIZON")
        .withOnly("FunctionResponseTypes", "ReportBatchItemFailures");
    Section source = mapping.get("EventSourceArn");
    if (source.streamOwner().filter(table::equals).isEmpty()) {
      throw source.problem("a stream other than that of " + table + " is not understood");
    }
    List<RecordFilter> filters =
        mapping.get("FilterCriteria").withOnly(Set.of("Filters")).get("Filters").items().stream()
            .map(filter -> filter.withOnly(Set.of("Pattern")).get("Pattern"))
            .map(RecordFilter::read)
            .toList();
    return new StreamDefinition(
        mapping.get("FunctionName").functionName(functions),
        filters,
        mapping.get("BatchSize").number());
  }

  /** Whether a record, as Lambda writes it, goes to the function. */
  public boolean takes(JsonNode record) {
    return filters.stream().anyMatch(filter -> filter.takes(record));
  }
}
