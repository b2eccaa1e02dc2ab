package io.entryguard.resources.bench;

import static io.entryguard.resources.bench.Run.BARE_DELETE;
import static io.entryguard.resources.bench.Run.BARE_GET;
import static io.entryguard.resources.bench.Run.BARE_UPDATE;
import static io.entryguard.resources.bench.Run.BOTH;
import static io.entryguard.resources.bench.Run.COLD;
import static io.entryguard.resources.bench.Run.CPU;
import static io.entryguard.resources.bench.Run.CREATE;
import static io.entryguard.resources.bench.Run.DELETE;
import static io.entryguard.resources.bench.Run.GET;
import static io.entryguard.resources.bench.Run.LIST;
import static io.entryguard.resources.bench.Run.LISTS;
import static io.entryguard.resources.bench.Run.LIST_OF;
import static io.entryguard.resources.bench.Run.LONG;
import static io.entryguard.resources.bench.Run.MEGABYTES;
import static io.entryguard.resources.bench.Run.P50;
import static io.entryguard.resources.bench.Run.PLAIN_CREATE;
import static io.entryguard.resources.bench.Run.PLAIN_LIST;
import static io.entryguard.resources.bench.Run.PLAIN_OF;
import static io.entryguard.resources.bench.Run.RESTORE;
import static io.entryguard.resources.bench.Run.SHORT;
import static io.entryguard.resources.bench.Run.SNAPSHOT;
import static io.entryguard.resources.bench.Run.THREADS;
import static io.entryguard.resources.bench.Run.TOKEN;
import static io.entryguard.resources.bench.Run.UPDATE;
import static io.entryguard.resources.bench.Run.WARM;
import static io.entryguard.resources.bench.Run.ZIPS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Performance budgets as ratios within one run, which unlike times are similar on every machine.
 *
 * @param all the budgets, in the file's order
 */
record Budgets(List<Budget> all) {
  private static final int COLUMNS = 4;

  Budgets {
    all = List.copyOf(all);
  }

  /**
   * A budget; lower figures are better.
   *
   * @param must the limit that must not be exceeded
   * @param aim the goal
   * @param quick the limit in a quick run, of few requests on a machine that may be busy
   */
  record Budget(String name, double must, double aim, double quick) {}

  /** Reads lines with the four fields; # starts a comment. */
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
              Double.parseDouble(columns[1]),
              Double.parseDouble(columns[2]),
              Double.parseDouble(columns[3])));
    }
    return new Budgets(budgets);
  }

  /** Returns the figures that can have a budget, by name; empty if not measured. */
  static Map<String, OptionalDouble> figures(Found found) {
    Map<String, OptionalDouble> figures = new LinkedHashMap<>();
    figures.put("warm list ÷ bare query", found.ratio(WARM, P50, LIST, "bare query"));
    figures.put(
        "warm create ÷ bare transaction", found.ratio(WARM, P50, CREATE, "bare transaction"));
    figures.put("warm get ÷ its bare calls", found.ratio(WARM, P50, GET, BARE_GET));
    figures.put("warm update ÷ its bare calls", found.ratio(WARM, P50, UPDATE, BARE_UPDATE));
    figures.put("warm delete ÷ its bare call", found.ratio(WARM, P50, DELETE, BARE_DELETE));
    String list = " ÷ the plain handler's list";
    String create = " ÷ the plain handler's create";
    figures.put("first list after a restore" + list, found.ratio(RESTORE, BOTH, LIST, PLAIN_LIST));
    figures.put(
        "first create after a restore" + create, found.ratio(RESTORE, BOTH, CREATE, PLAIN_CREATE));
    figures.put(
        "first token after a restore" + list, found.ratio(RESTORE, BOTH, TOKEN, PLAIN_LIST));
    for (String function : List.of(GET, UPDATE, DELETE)) {
      figures.put(
          "first %s after a restore ÷ the create's".formatted(function.replace("-resource", "")),
          found.ratio(RESTORE, BOTH, function, CREATE));
    }
    figures.put(
        "memory at the snapshot, list" + list, found.ratio(RESTORE, SNAPSHOT, LIST, PLAIN_LIST));
    figures.put(
        "memory at the snapshot, create" + create,
        found.ratio(RESTORE, SNAPSHOT, CREATE, PLAIN_CREATE));
    figures.put(
        "memory at the snapshot, authorizer" + list,
        found.ratio(RESTORE, SNAPSHOT, TOKEN, PLAIN_LIST));
    figures.put("most threads at the snapshot", greatest(found, RESTORE, THREADS));
    figures.put("CPU an item" + list, cpuOfAnItemToThePlainHandlers(found));
    figures.put("cold list ÷ no-operation", found.ratio(COLD, BOTH, LIST, "no-operation"));
    figures.put("largest zip, MB", greatest(found, ZIPS, MEGABYTES));
    return figures;
  }

  private static OptionalDouble greatest(Found found, String table, String figure) {
    return found.subjects(table).stream()
        .flatMapToDouble(subject -> found.median(table, subject, figure).stream())
        .max();
  }

  private static OptionalDouble cpuOfAnItemToThePlainHandlers(Found found) {
    OptionalDouble plain = cpuOfAnItem(found, PLAIN_OF);
    return plain.isEmpty()
        ? plain
        : OptionalDouble.of(cpuOfAnItem(found, LIST_OF).orElse(Double.NaN) / plain.getAsDouble());
  }

  /** Returns the cost of one more item, without the call's fixed cost. */
  private static OptionalDouble cpuOfAnItem(Found found, String list) {
    OptionalDouble small = found.median(LISTS, list.formatted(SHORT), CPU);
    return found.median(LISTS, list.formatted(LONG), CPU).stream()
        .map(large -> (large - small.orElse(Double.NaN)) / (LONG - SHORT))
        .findAny();
  }

  /** Returns a sentence for each budget that is exceeded or was not measured. */
  List<String> exceeded(Found found, boolean quick) {
    Map<String, OptionalDouble> figures = figures(found);
    List<String> sentences = new ArrayList<>();
    for (Budget budget : all) {
      OptionalDouble figure = figures.getOrDefault(budget.name(), OptionalDouble.empty());
      double most = quick ? budget.quick() : budget.must();
      if (figure.isEmpty()) {
        sentences.add(budget.name() + " has a budget and was not measured");
      } else if (figure.getAsDouble() > most) {
        sentences.add(
            String.format(
                Locale.ROOT,
                "%s is %.2f, and the budget is %.2f",
                budget.name(),
                figure.getAsDouble(),
                most));
      }
    }
    return sentences;
  }
}
