package io.entryguard.resources.bench;

import static io.entryguard.resources.bench.Measures.CLASSES;
import static io.entryguard.resources.bench.Measures.COLD;
import static io.entryguard.resources.bench.Measures.LIST;
import static io.entryguard.resources.bench.Measures.RESTORE_PRIMED;
import static io.entryguard.resources.bench.Measures.RESTORE_UNPRIMED;
import static io.entryguard.resources.bench.Measures.WARM;
import static io.entryguard.resources.bench.Measures.ZIP;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A number to reach; lower is better.
 *
 * @param must more than this is not good enough
 * @param aim this is what can be reached
 */
record Target(String name, double must, double aim, OptionalDouble found) {
  /** Lists long enough for what one item costs to stand out, and short enough for one answer. */
  private static final double LONG_LIST = 10_000;

  private static final double SHORT_LIST = 100;

  static List<Target> of(Found found) {
    return List.of(
        classes(found, "list-resources", 2_900, 2_200),
        classes(found, "create-resource", 3_100, 2_400),
        classes(found, "authorizer, token", 2_900, 1_000),
        classes(found, "unmatched-route", 500, 350),
        cold(found, "list-resources", 9, 6),
        cold(found, "authorizer, token", 8, 4),
        restore(found, "list-resources"),
        restore(found, "create-resource"),
        restore(found, "authorizer, token"),
        restore(found, "authorizer, API key"),
        warm(found, "list-resources", "bare query"),
        warm(found, "create-resource", "bare transaction"),
        new Target(
            "CPU per listed item ÷ the SDK's own unmarshalling",
            1.5,
            1.0,
            ratio(cpuPerItem(found, "list-resources"), cpuPerItem(found, "unmarshalling"))),
        new Target("largest zip, MB", 14, 9, largestZip(found)));
  }

  private static Target classes(Found found, String subject, double must, double aim) {
    return new Target(
        "classes outside the archive: " + subject,
        must,
        aim,
        found.median(CLASSES, subject, "classes"));
  }

  private static Target cold(Found found, String subject, double must, double aim) {
    return new Target(
        "cold " + subject + " ÷ no-operation",
        must,
        aim,
        ratio(
            found.median(COLD, subject, "coldMillis"),
            found.median(COLD, "no-operation", "coldMillis")));
  }

  private static Target restore(Found found, String subject) {
    return new Target(
        "first request after restore, primed ÷ not: " + subject,
        0.15,
        0.08,
        ratio(
            found.median(RESTORE_PRIMED, subject, "restoreMillis"),
            found.median(RESTORE_UNPRIMED, subject, "restoreMillis")));
  }

  /** By one call of DynamoDB each: counting requests is a second one. */
  private static Target warm(Found found, String subject, String bare) {
    return new Target(
        "warm " + subject + ", not counted ÷ " + bare,
        1.4,
        1.15,
        ratio(
            found.median(WARM, subject + Workbench.NOT_COUNTED, "p50Millis"),
            found.median(WARM, bare, "p50Millis")));
  }

  /** What one more item costs, without what the call costs. */
  static OptionalDouble cpuPerItem(Found found, String subject) {
    OptionalDouble large = found.median(LIST, subject, "cpuMillis", "items", LONG_LIST);
    OptionalDouble small = found.median(LIST, subject, "cpuMillis", "items", SHORT_LIST);
    return large.isPresent() && small.isPresent()
        ? OptionalDouble.of((large.getAsDouble() - small.getAsDouble()) / (LONG_LIST - SHORT_LIST))
        : OptionalDouble.empty();
  }

  private static OptionalDouble largestZip(Found found) {
    return found.of(ZIP).stream()
        .filter(zip -> !zip.subject().contains(HttpChoice.IN_ZIP))
        .mapToDouble(zip -> zip.figure("megabytes"))
        .max();
  }

  private static OptionalDouble ratio(OptionalDouble part, OptionalDouble whole) {
    return part.isPresent() && whole.isPresent()
        ? OptionalDouble.of(part.getAsDouble() / whole.getAsDouble())
        : OptionalDouble.empty();
  }
}
