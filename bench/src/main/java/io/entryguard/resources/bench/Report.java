package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Writes a run's figures to {@code docs/}, as tables and a chart. */
record Report(Path home) {
  private static final String BEGIN = "<!-- begin: written by bench/run -->\n";
  private static final String END = "<!-- end: written by bench/run -->\n";
  private static final String NOTHING = "–";

  /** Replaces the figures in {@code docs/performance.md}. */
  void write(Found found) throws IOException {
    Path page = home.resolve("docs/performance.md");
    Files.writeString(page, between(Files.readString(page), text(found)));
    Files.writeString(home.resolve("docs/performance.svg"), Chart.of(found));
  }

  /** Returns the page with another text between the markers. */
  static String between(String page, String text) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page has no place for figures");
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + text + "\n" + page.substring(end);
  }

  /** Returns the figures as Markdown. */
  String text(Found found) throws IOException {
    Map<String, String> run = found.run();
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
        budgets(found),
        "### First request after a restore\n",
        figures(found, Run.RESTORE),
        "### Warm\n",
        figures(found, Run.WARM),
        "### Cold start, on demand\n",
        figures(found, Run.COLD),
        "### Long lists\n",
        figures(found, Run.LISTS),
        "### Creates in one organization at once\n",
        figures(found, Run.WRITES),
        "### Zips\n",
        figures(found, Run.ZIPS));
  }

  private String budgets(Found found) throws IOException {
    Map<String, OptionalDouble> figures = Budgets.figures(found);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "must", "aim", "found", ""));
    for (Budgets.Budget budget : Budgets.read(home.resolve("bench/budgets.txt")).all()) {
      OptionalDouble figure = figures.getOrDefault(budget.name(), OptionalDouble.empty());
      rows.add(
          List.of(
              budget.name(),
              number(budget.must()),
              number(budget.aim()),
              number(figure),
              verdict(budget, figure)));
    }
    return table(rows);
  }

  private static String verdict(Budgets.Budget budget, OptionalDouble figure) {
    if (figure.isEmpty()) {
      return "not measured";
    }
    if (figure.getAsDouble() <= budget.aim()) {
      return "aim reached";
    }
    return figure.getAsDouble() <= budget.must() ? "must reached" : "**missed**";
  }

  private static String figures(Found found, String measure) {
    Set<String> names = found.figures(measure);
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(names);
    head.addFirst("");
    rows.add(head);
    for (String subject : found.subjects(measure)) {
      List<String> row = new ArrayList<>();
      row.add(subject);
      names.forEach(name -> row.add(number(found.median(measure, subject, name))));
      rows.add(row);
    }
    return table(rows);
  }

  private static String table(List<List<String>> rows) {
    var table = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      table.append("| ").append(String.join(" | ", rows.get(row))).append(" |\n");
      if (row == 0) {
        table.append("|---".repeat(rows.getFirst().size())).append("|\n");
      }
    }
    return table.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : NOTHING;
  }

  /** Formats three significant digits; more would be noise. */
  private static String number(double value) {
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }
}
