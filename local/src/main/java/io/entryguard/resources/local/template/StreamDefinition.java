package io.entryguard.resources.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * The event source mapping of the table's stream, as the template defines it.
 *
 * @param function the logical name of the function that handles the records
 * @param filters a record is delivered if one of the filters matches it
 * @param batchSize the most records in one invocation
 */
public record StreamDefinition(String function, List<RecordFilter> filters, int batchSize) {
  private static final Set<String> MAPPING =
      Set.of(
          "BatchSize",
          // Dead-lettering happens on AWS only: here records are retried until they succeed.
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
   * Reads the event source mapping of a stream.
   *
   * @param table the logical name of the table
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

  /** Whether a record in Lambda's format is delivered to the function. */
  public boolean takes(JsonNode record) {
    return filters.stream().anyMatch(filter -> filter.takes(record));
  }
}
