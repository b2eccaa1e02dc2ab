package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An organization whose counter does not agree with its resources.
 *
 * @param reading the last reading, before any repair
 */
record Finding(Reading reading, Result result) {
  /** The result for a difference. */
  enum Result {
    LEFT(""),
    REPAIRED(": repaired"),
    CHANGED_MEANWHILE(": changed meanwhile, so not repaired; run again"),
    UNSETTLED(": changes all the time, so not compared; run again");

    private final String words;

    Result(String words) {
      this.words = words;
    }
  }

  Finding {
    requireNonNull(reading, "reading is null");
    requireNonNull(result, "result is null");
  }

  boolean isLeft() {
    return result != Result.REPAIRED;
  }

  /** The finding in one line. */
  String line() {
    return reading.partition().organization() + "  " + difference() + result.words;
  }

  private String difference() {
    if (reading.isEmpty()) {
      return "not in the table";
    }
    String resources = Report.count(reading.resources().size(), "resource");
    if (!reading.hasOrganization()) {
      return resources + " without an organization";
    }
    return reading.counter().map(Finding::counter).orElse("no resourceCount") + ", " + resources;
  }

  private static String counter(AttributeValue value) {
    return value.n() == null ? "a resourceCount that is no number" : "resourceCount " + value.n();
  }
}
