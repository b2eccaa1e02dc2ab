package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What functions may cost at most, by figures that are the same on every machine: times are not.
 *
 * @param all in the order of the file
 */
record Budgets(List<Budget> all) {
  private static final int COLUMNS = 4;

  Budgets {
    all = List.copyOf(all);
  }

  record Budget(String measure, String subject, String figure, double most) {}

  /** Reads lines of measure, subject, figure and the most that it may be; # begins a comment. */
  static Budgets read(Path file) throws IOException {
    List<Budget> budgets = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split("\\|", -1);
      if (columns.length != COLUMNS) {
        throw new IllegalArgumentException(file + " has a line without four columns: " + line);
      }
      budgets.add(
          new Budget(
              columns[0].strip(),
              columns[1].strip(),
              columns[2].strip(),
              Double.parseDouble(columns[3].strip())));
    }
    return new Budgets(budgets);
  }

  /**
   * A sentence for each budget that is exceeded; also for one of what was not measured, which would
   * pass for good otherwise.
   */
  List<String> exceeded(Found found) {
    List<String> sentences = new ArrayList<>();
    for (Budget budget : all) {
      OptionalDouble median = found.median(budget.measure(), budget.subject(), budget.figure());
      String name = budget.subject() + ": " + budget.figure();
      if (median.isEmpty()) {
        sentences.add(name + " has a budget and was not measured");
      } else if (median.getAsDouble() > budget.most()) {
        sentences.add(
            "%s %s, and the budget is %s"
                .formatted(name, text(median.getAsDouble()), text(budget.most())));
      }
    }
    return sentences;
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? Long.toString(Math.round(value))
        : Double.toString(Math.round(value * 1_000) / 1_000.0);
  }
}
