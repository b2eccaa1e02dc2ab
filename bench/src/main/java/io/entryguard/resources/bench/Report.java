package io.entryguard.resources.bench;

import static io.entryguard.resources.bench.Measures.CLASSES;
import static io.entryguard.resources.bench.Measures.COLD;
import static io.entryguard.resources.bench.Measures.LIST;
import static io.entryguard.resources.bench.Measures.LIST_MEMORY;
import static io.entryguard.resources.bench.Measures.RESTORE_PRIMED;
import static io.entryguard.resources.bench.Measures.RESTORE_UNPRIMED;
import static io.entryguard.resources.bench.Measures.WARM;
import static io.entryguard.resources.bench.Measures.WRITES;
import static io.entryguard.resources.bench.Measures.ZIP;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A run's figures for readers: tables and a chart in {@code docs/}. */
record Report(Path home) {
  private static final String BEGIN = "<!-- begin: written by bench/run -->\n";
  private static final String END = "<!-- end: written by bench/run -->\n";
  private static final String NOTHING = "–";

  /** Puts the figures into {@code docs/performance.md}, in the place of those that are there. */
  void write(Found found) throws IOException {
    Path page = home.resolve("docs/performance.md");
    Files.writeString(page, between(Files.readString(page), text(found)));
    Files.writeString(home.resolve("docs/performance.svg"), Chart.of(found));
  }

  /** The page with another text between the marks. */
  static String between(String page, String text) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no place for figures");
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + text + "\n" + page.substring(end);
  }

  String text(Found found) {
    var run = found.run().facts();
    return String.join(
        "\n",
        "%s, %s cores, %s, %s; commit %s, %s; medians of %s starts.\n"
            .formatted(
                run.get("processor"),
                run.get("cores"),
                run.get("system"),
                run.get("java"),
                run.get("commit"),
                run.get("date"),
                run.get("starts")),
        "### Against the numbers to reach\n",
        targets(found),
        "### Cold start, on demand\n",
        cold(found),
        "### First request after a restore\n",
        restore(found),
        "### Warm\n",
        warm(found),
        "### Lists\n",
        lists(found),
        "### Creates in one organization at once\n",
        writes(found),
        "### Zips\n",
        zips(found));
  }

  private static String targets(Found found) {
    var table = new Table("", "must", "aim", "found", "");
    for (Target target : Target.of(found)) {
      table.add(
          target.name(),
          number(target.must()),
          number(target.aim()),
          target.found().isPresent() ? number(target.found().getAsDouble()) : NOTHING,
          verdict(target));
    }
    return table.toString();
  }

  private static String verdict(Target target) {
    if (target.found().isEmpty()) {
      return "not measured";
    }
    double found = target.found().getAsDouble();
    if (found <= target.aim()) {
      return "aim reached";
    }
    return found <= target.must() ? "must reached" : "**missed**";
  }

  private static String cold(Found found) {
    var table =
        new Table(
            "function",
            "init, ms",
            "first request, ms",
            "cold, ms",
            "÷ no-operation",
            "CPU, ms",
            "memory, MB",
            "classes");
    OptionalDouble floor = found.median(COLD, "no-operation", "coldMillis");
    for (String subject : found.subjects(COLD)) {
      OptionalDouble cold = found.median(COLD, subject, "coldMillis");
      table.add(
          subject,
          millis(found.median(COLD, subject, "initMillis")),
          millis(found.median(COLD, subject, "firstMillis")),
          millis(cold),
          number(cold.orElse(Double.NaN) / floor.orElse(Double.NaN)),
          millis(found.median(COLD, subject, "coldCpuMillis")),
          millis(found.median(COLD, subject, "residentMegabytes")),
          millis(found.median(CLASSES, subject, "classes")));
    }
    return table.toString();
  }

  private static String restore(Found found) {
    var table =
        new Table(
            "function",
            "primed: hook, ms",
            "request, ms",
            "both, ms",
            "CPU, ms",
            "not primed, ms",
            "CPU, ms",
            "primed ÷ not");
    for (String subject : found.subjects(RESTORE_PRIMED)) {
      OptionalDouble primed = found.median(RESTORE_PRIMED, subject, "restoreMillis");
      OptionalDouble unprimed = found.median(RESTORE_UNPRIMED, subject, "restoreMillis");
      table.add(
          subject,
          millis(found.median(RESTORE_PRIMED, subject, "hookMillis")),
          millis(found.median(RESTORE_PRIMED, subject, "firstMillis")),
          millis(primed),
          millis(found.median(RESTORE_PRIMED, subject, "restoreCpuMillis")),
          millis(unprimed),
          millis(found.median(RESTORE_UNPRIMED, subject, "restoreCpuMillis")),
          number(primed.orElse(Double.NaN) / unprimed.orElse(Double.NaN)));
    }
    return table.toString();
  }

  private static String warm(Found found) {
    var table = new Table("function", "p50, ms", "p99, ms", "CPU, ms", "memory, MB");
    for (String subject : found.subjects(WARM)) {
      table.add(
          subject,
          millis(found.median(WARM, subject, "p50Millis")),
          millis(found.median(WARM, subject, "p99Millis")),
          millis(found.median(WARM, subject, "cpuMillis")),
          millis(found.median(WARM, subject, "residentMegabytes")));
    }
    return table.toString();
  }

  private static String lists(Found found) {
    var table =
        new Table(
            "resources",
            "answer",
            "time, ms",
            "CPU, ms",
            "CPU an item, µs",
            "SDK's unmarshalling, CPU an item, µs",
            "new process: first list, ms",
            "memory, MB");
    List<Double> sizes =
        found.of(LIST).stream().map(sample -> sample.figure("items")).distinct().toList();
    for (double size : sizes) {
      OptionalDouble cpu = found.median(LIST, "list-resources", "cpuMillis", "items", size);
      OptionalDouble sdk = found.median(LIST, "unmarshalling", "cpuMillis", "items", size);
      table.add(
          "%,d".formatted((long) size),
          answer(found, size),
          millis(found.median(LIST, "list-resources", "millis", "items", size)),
          millis(cpu),
          number(cpu.orElse(Double.NaN) * 1_000 / size),
          number(sdk.orElse(Double.NaN) * 1_000 / size),
          millis(found.median(LIST_MEMORY, "list-resources", "firstMillis", "items", size)),
          millis(found.median(LIST_MEMORY, "list-resources", "peakMegabytes", "items", size)));
    }
    return table.toString();
  }

  private static String answer(Found found, double size) {
    OptionalDouble status = found.median(LIST, "list-resources", "status", "items", size);
    OptionalDouble bytes = found.median(LIST, "list-resources", "answerBytes", "items", size);
    return status.isPresent() && bytes.isPresent()
        ? "%.0f, %s".formatted(status.getAsDouble(), bytes(bytes.getAsDouble()))
        : NOTHING;
  }

  private static String bytes(double bytes) {
    return bytes < 1e6
        ? "%.1f kB".formatted(bytes / 1e3)
        : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
  }

  private static String writes(Found found) {
    var table =
        new Table(
            "callers", "creates a second", "p50, ms", "p99, ms", "tries a create", "answered 503");
    List<Double> callers =
        found.of(WRITES).stream().map(sample -> sample.figure("callers")).distinct().toList();
    for (double caller : callers) {
      table.add(
          number(caller),
          millis(found.median(WRITES, "create-resource", "createsPerSecond", "callers", caller)),
          millis(found.median(WRITES, "create-resource", "p50Millis", "callers", caller)),
          millis(found.median(WRITES, "create-resource", "p99Millis", "callers", caller)),
          millis(found.median(WRITES, "create-resource", "triesPerCreate", "callers", caller)),
          percent(
              found.median(WRITES, "create-resource", "notCreated", "callers", caller),
              found.median(WRITES, "create-resource", "creates", "callers", caller)));
    }
    return table.toString();
  }

  private static String percent(OptionalDouble part, OptionalDouble whole) {
    return part.isPresent() && whole.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * part.getAsDouble() / whole.getAsDouble())
        : NOTHING;
  }

  private static String zips(Found found) {
    var table = new Table("function", "MB");
    for (Sample zip : found.of(ZIP)) {
      table.add(zip.subject(), number(zip.figure("megabytes")));
    }
    return table.toString();
  }

  private static String millis(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : NOTHING;
  }

  /** Three digits that count: more is noise. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }
}
