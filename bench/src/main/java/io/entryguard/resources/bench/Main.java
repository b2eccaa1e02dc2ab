package io.entryguard.resources.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code bench/run}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("entryguard.home", "."));
    var results = new Results(home.resolve("bench/results/latest.jsonl"));
    switch (CommandLine.parse(List.of(arguments))) {
      case CommandLine.Measure measure -> measure(measure, home, results);
      case CommandLine.Report() -> new Report(home).write(results.read());
      case CommandLine.Mistake(String sentence) -> {
        System.err.println(sentence);
        System.exit(2);
      }
    }
    // DynamoDB's client leaves a thread.
    System.exit(0);
  }

  private static void measure(CommandLine.Measure measure, Path home, Results results)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("entryguard-bench-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work)));
    Machine machine =
        Machine.of(
            home.resolve("bench/target/runtime"),
            work,
            Integer.getInteger("bench.functionCore", -1),
            Integer.getInteger("bench.servicesCore", -1));
    var run = new Run(measure, machine, home);
    if (measure.isDocumented()) {
      results.write(RunDescription.now(home, measure), run.samples());
      new Report(home).write(results.read());
      check(home, results.read());
    } else {
      var own = new Results(home.resolve("bench/target/latest.jsonl"));
      own.write(RunDescription.now(home, measure), run.samples());
      System.out.println(new Report(home).text(own.read()));
      if (measure.takes(CommandLine.Kind.CLASSES)) {
        check(home, own.read());
      }
    }
  }

  private static void check(Path home, Found found) throws IOException {
    List<String> exceeded = Budgets.read(home.resolve("bench/budgets.txt")).exceeded(found);
    exceeded.forEach(System.err::println);
    if (!exceeded.isEmpty()) {
      System.exit(1);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
