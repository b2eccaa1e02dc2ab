package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.bench.Measure.Kind;
import io.entryguard.resources.local.command.Commands;
import io.entryguard.resources.local.command.NumberBetween;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bench/run}: measures the start and response times of the functions. */
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

  /** With fewer than seven, one outlier could determine the median. */
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
          "only cold, warm, restore, lists or writes, again for more than one; documents nothing")
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
    // DynamoDB Local leaves threads running.
    System.exit(Commands.commandLine(main, System.err).execute(arguments));
  }

  Measure measure() {
    return new Measure(quick, starts, only, unlimited ? 0 : Measure.RATE_LIMIT);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path results = home.resolve("bench/results/latest.jsonl");
    var documents = new Report(home);
    if (report) {
      documents.write(Found.read(results));
      return 0;
    }
    Measure measure = measure();
    Path work = Path.of(System.getProperty("bench.work", "."));
    var machine =
        new Machine(
            Path.of(System.getProperty("java.home")),
            home.resolve("bench/target/runtime"),
            work,
            Integer.getInteger("bench.functionCore", -1));
    var found = new Found(description(measure), new Run(measure, machine, home, work).samples());
    System.out.println(documents.text(found));
    if (measure.isDocumented()) {
      found.write(results);
      documents.write(found);
    }
    return measure.only().isEmpty() ? check(found) : 0;
  }

  private int check(Found found) throws IOException {
    List<String> exceeded = Budgets.read(home.resolve("bench/budgets.txt")).exceeded(found, quick);
    exceeded.forEach(System.err::println);
    return exceeded.isEmpty() ? 0 : 1;
  }

  /** Returns the context that a reader needs to judge or reproduce the figures. */
  private Map<String, String> description(Measure measure) throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty")
            .directory(home.toFile())
            .start();
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse(System.getProperty("os.arch"));
    Map<String, String> run = new LinkedHashMap<>();
    run.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    run.put("commit", new String(git.getInputStream().readAllBytes(), UTF_8).strip());
    run.put("processor", processor);
    run.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    run.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    run.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    run.put("starts", Integer.toString(measure.quick() ? 1 : measure.starts()));
    return run;
  }

  private static final class Starts extends NumberBetween {
    Starts() {
      super(1, 100);
    }
  }
}
