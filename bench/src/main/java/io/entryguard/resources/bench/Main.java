package io.entryguard.resources.bench;

import io.entryguard.resources.bench.Measure.Kind;
import io.entryguard.resources.local.command.Commands;
import io.entryguard.resources.local.command.NumberBetween;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: measures how fast the functions start and answer. */
@Command(
    name = "bench/run",
    description = {
      "Starts the functions' zips as Lambda does, behind an emulated Lambda Runtime API and with"
          + " DynamoDB Local, and measures them. Linux only.",
      "Writes bench/results/latest.jsonl, docs/performance.md and its charts.",
      ""
    },
    sortOptions = false)
public final class Main implements Callable<Integer> {
  private final Path home;

  @Option(
      names = "--quick",
      description = "everything once and little, to see that it works; documents nothing")
  boolean quick;

  /** Fewer than seven would leave the median to one start that met something else. */
  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "7",
      converter = Starts.class,
      description = "how often each kind of process is started: 1 to 100 (default: 7)")
  int starts;

  @Option(
      names = "--only",
      paramLabel = "KIND",
      description =
          "only cold, warm, classes, restore, lists or writes, again for more than one; documents"
              + " nothing")
  Set<Kind> only = EnumSet.noneOf(Kind.class);

  @Option(
      names = "--no-rate-limit",
      description = "without counting requests, as with RequestsPerMinute=0; documents nothing")
  boolean unlimited;

  @Option(
      names = "--report",
      description =
          "measures nothing, and writes the documentation anew from bench/results/latest.jsonl")
  boolean report;

  Main(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) {
    var main = new Main(Path.of(System.getProperty("entryguard.home", ".")));
    // DynamoDB's client leaves a thread.
    System.exit(Commands.commandLine(main, System.err).execute(arguments));
  }

  Measure measure() {
    return new Measure(quick, starts, only, unlimited ? 0 : Measure.RATE_LIMIT);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var results = new Results(home.resolve("bench/results/latest.jsonl"));
    if (report) {
      new Report(home).write(results.read());
      return 0;
    }
    Measure measure = measure();
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
      return check(results.read());
    } else {
      var own = new Results(home.resolve("bench/target/latest.jsonl"));
      own.write(RunDescription.now(home, measure), run.samples());
      System.out.println(new Report(home).text(own.read()));
      return measure.takes(Kind.CLASSES) ? check(own.read()) : 0;
    }
  }

  private int check(Found found) throws IOException {
    List<String> exceeded = Budgets.read(home.resolve("bench/budgets.txt")).exceeded(found);
    exceeded.forEach(System.err::println);
    return exceeded.isEmpty() ? 0 : 1;
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

  private static final class Starts extends NumberBetween {
    Starts() {
      super(1, 100);
    }
  }
}
