package io.entryguard.resources.local.template;

import java.util.List;
import java.util.Set;

/** Reads who hears of changes in the table. */
final class StreamReader {
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

  private StreamReader() {}

  /**
   * Reads the mapping of a stream.
   *
   * @param table the logical name of the one table
   */
  static StreamDefinition read(Section mapping, String table) {
    mapping.withOnly(MAPPING);
    Section source = mapping.get("EventSourceArn");
    if (source.streamOwner().filter(table::equals).isEmpty()) {
      throw source.problem("a stream other than that of " + table + " is not understood");
    }
    if (!mapping.get("StartingPosition").text().equals("TRIM_HORIZON")) {
      throw mapping.problem("StartingPosition other than TRIM_HORIZON is not understood");
    }
    List<Section> responses = mapping.get("FunctionResponseTypes").items();
    if (responses.size() != 1 || !responses.getFirst().text().equals("ReportBatchItemFailures")) {
      throw mapping.problem(
          "FunctionResponseTypes other than ReportBatchItemFailures are not understood");
    }
    List<RecordFilter> filters =
        mapping.get("FilterCriteria").withOnly(Set.of("Filters")).get("Filters").items().stream()
            .map(filter -> filter.withOnly(Set.of("Pattern")).get("Pattern"))
            .map(RecordFilter::read)
            .toList();
    return new StreamDefinition(
        mapping.get("FunctionName").functionName(), filters, mapping.get("BatchSize").number());
  }
}
