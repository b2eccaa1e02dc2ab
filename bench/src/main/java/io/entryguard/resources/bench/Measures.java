package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does one measurement at a time, each in a new process, and hands on what it found. */
final class Measures {
  static final String COLD = "cold start";
  static final String WARM = "warm";
  static final String CLASSES = "classes";
  static final String RESTORE_PRIMED = "restore, primed";
  static final String RESTORE_UNPRIMED = "restore, not primed";
  static final String LIST = "list";
  static final String LIST_MEMORY = "list in a new process";
  static final String ZIP = "zip";
  static final String WRITES = "writes";

  /**
   * A class that comes from the JDK's archive is mapped; every other is found, read and checked.
   */
  private static final String ARCHIVED = "source: shared objects file";

  private static final Duration EXPIRED_CREDENTIALS = Duration.ofSeconds(30);
  private static final Duration GOOD_CREDENTIALS = Duration.ofHours(6);

  private final Workbench bench;
  private final Repeats repeats;
  private final Consumer<Sample> results;

  Measures(Workbench bench, Repeats repeats, Consumer<Sample> results) {
    this.bench = bench;
    this.repeats = repeats;
    this.results = results;
  }

  /**
   * How often things are done.
   *
   * @param starts of each kind of process
   * @param warmUps requests before those that count as warm
   * @param warm requests that count
   * @param lists of each size
   * @param creates by each number of callers
   */
  record Repeats(int starts, int warmUps, int warm, int lists, int creates) {
    static final Repeats QUICK = new Repeats(1, 20, 50, 2, 64);

    static Repeats full(int starts) {
      return new Repeats(starts, 5_000, 1_500, 7, 1_024);
    }
  }

  /** From nothing to the first answer. */
  void coldStart(Subject subject) throws IOException, InterruptedException {
    try (FunctionProcess process = bench.start(subject.launch())) {
      long ready = process.awaitReady();
      long readyCpu = process.cpuNanos();
      FunctionProcess.Invocation first = process.invoke(subject.event());
      long answeredCpu = process.cpuNanos();
      FunctionProcess.Memory memory = process.memory();
      subject.check(first.answer());

      Map<String, Double> figures = new LinkedHashMap<>();
      double init = (ready - process.startedNanos()) / 1e6;
      figures.put("initMillis", init);
      figures.put("firstMillis", first.millis());
      figures.put("coldMillis", init + first.millis());
      figures.put("initCpuMillis", readyCpu / 1e6);
      figures.put("firstCpuMillis", (answeredCpu - readyCpu) / 1e6);
      figures.put("coldCpuMillis", answeredCpu / 1e6);
      figures.put("residentMegabytes", memory.residentMegabytes());
      results.accept(new Sample(COLD, subject.name(), figures));
    }
  }

  /** How a process answers that has answered often, compiled by C1 and C2 as under SnapStart. */
  void warm(Subject subject) throws IOException, InterruptedException {
    Launch launch = subject.launch().with(Launch.Start.SNAP_START_WITHOUT_HOOKS);
    try (FunctionProcess process = bench.start(launch)) {
      process.awaitSnapshot();
      process.restore();
      process.awaitReady();
      for (int i = 0; i < repeats.warmUps(); i++) {
        subject.check(process.invoke(subject.event()).answer());
      }
      // Until what ran so often is compiled.
      process.awaitIdle();
      List<Double> millis = new ArrayList<>();
      long cpu = process.cpuNanos();
      for (int i = 0; i < repeats.warm(); i++) {
        millis.add(process.invoke(subject.event()).millis());
      }
      double cpuMillis = (process.cpuNanos() - cpu) / 1e6 / repeats.warm();

      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("p50Millis", Statistics.percentile(millis, 50));
      figures.put("p99Millis", Statistics.percentile(millis, 99));
      figures.put("cpuMillis", cpuMillis);
      figures.put("residentMegabytes", process.memory().residentMegabytes());
      results.accept(new Sample(WARM, subject.name(), figures));
    }
  }

  /** How many classes a process has loaded when it has first answered. */
  void classes(Subject subject) throws IOException, InterruptedException {
    Path log = Files.createTempFile(bench.machine().workFolder(), "classes-", ".log");
    Launch launch = subject.launch().withOptions(List.of("-Xlog:class+load:file=" + log));
    try (FunctionProcess process = bench.start(launch)) {
      process.awaitReady();
      subject.check(process.invoke(subject.event()).answer());
      results.accept(
          new Sample(CLASSES, subject.name(), Map.of("classes", (double) outsideArchive(log))));
    } finally {
      Files.delete(log);
    }
  }

  private static long outsideArchive(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("source: ") && !line.contains(ARCHIVED)).count();
    }
  }

  /**
   * The first request after a restore: TLS, a connection that has died, credentials that have
   * ended. The time is from the restore to the answer: what a hook does then, the user waits for.
   */
  void restore(Subject subject, boolean primed, TlsProxy.Certificate certificate)
      throws IOException, InterruptedException {
    try (TlsProxy dynamoDb = TlsProxy.before(bench.services().dynamoDb(), certificate);
        TlsProxy secretsManager = TlsProxy.before(bench.services().secretsManager(), certificate);
        CredentialsEndpoint credentials = CredentialsEndpoint.start()) {
      credentials.valid(EXPIRED_CREDENTIALS);
      Launch launch =
          subject
              .launch()
              .with(primed ? Launch.Start.SNAP_START : Launch.Start.SNAP_START_WITHOUT_HOOKS)
              .withOptions(certificate.options())
              .withEnvironment(credentials.variables())
              .withEnvironment(
                  Map.of(
                      "DYNAMODB_ENDPOINT", dynamoDb.endpoint(),
                      "SECRETS_MANAGER_ENDPOINT", secretsManager.endpoint()));
      try (FunctionProcess process = FunctionProcess.start(launch, bench.machine())) {
        long snapshot = process.awaitSnapshot();
        process.awaitIdle();
        credentials.awaitStale();
        credentials.valid(GOOD_CREDENTIALS);
        dynamoDb.killConnections();
        secretsManager.killConnections();
        long cpu = process.cpuNanos();
        long restored = process.restore();
        long ready = process.awaitReady();
        FunctionProcess.Invocation first = process.invoke(subject.event());
        long answeredCpu = process.cpuNanos();
        subject.check(first.answer());
        FunctionProcess.Invocation second = process.invoke(subject.event());

        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("snapshotMillis", (snapshot - process.startedNanos()) / 1e6);
        figures.put("hookMillis", (ready - restored) / 1e6);
        figures.put("firstMillis", first.millis());
        figures.put("restoreMillis", (ready - restored) / 1e6 + first.millis());
        figures.put("restoreCpuMillis", (answeredCpu - cpu) / 1e6);
        figures.put("secondMillis", second.millis());
        results.accept(
            new Sample(primed ? RESTORE_PRIMED : RESTORE_UNPRIMED, subject.name(), figures));
      }
    }
  }

  /** The same process lists more and more; after a warm-up of the largest list that it can give. */
  void lists(List<Integer> sizes, SizedSubject lists, String name)
      throws IOException, InterruptedException {
    Launch launch = lists.of(sizes.getFirst()).launch();
    try (FunctionProcess process =
        bench.start(launch.with(Launch.Start.SNAP_START_WITHOUT_HOOKS))) {
      process.awaitSnapshot();
      process.restore();
      process.awaitReady();
      int warmUp = Math.min(sizes.getLast(), 1_000);
      for (int i = 0; i < repeats.lists() * 10; i++) {
        process.invoke(lists.of(warmUp).event());
      }
      process.awaitIdle();
      for (int size : sizes) {
        Subject subject = lists.of(size);
        // The same amount of work for each size, so that short calls are not measured by a few.
        int times = Math.max(repeats.lists(), Math.min(1_000, 1_000 * repeats.lists() / size));
        List<Double> millis = new ArrayList<>();
        String answer = process.invoke(subject.event()).answer();
        long cpu = process.cpuNanos();
        for (int i = 0; i < times; i++) {
          millis.add(process.invoke(subject.event()).millis());
        }
        double cpuMillis = (process.cpuNanos() - cpu) / 1e6 / times;

        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("items", (double) size);
        figures.put("millis", Statistics.median(millis));
        figures.put("cpuMillis", cpuMillis);
        figures.put("answerBytes", (double) answer.getBytes(UTF_8).length);
        figures.put("status", (double) status(answer));
        results.accept(new Sample(LIST, name, figures));
      }
    }
  }

  /** A subject for each number of items. */
  @FunctionalInterface
  interface SizedSubject {
    Subject of(int size) throws IOException;
  }

  private static int status(String answer) {
    String member = "\"statusCode\":";
    int at = answer.indexOf(member);
    return at < 0
        ? 200
        : Integer.parseInt(answer.substring(at + member.length(), at + member.length() + 3));
  }

  /** What a list of that size leaves a new process with. */
  void listMemory(int size) throws IOException, InterruptedException {
    Subject subject = bench.list(size);
    try (FunctionProcess process = bench.start(subject.launch())) {
      process.awaitReady();
      FunctionProcess.Invocation invocation = process.invoke(subject.event());
      FunctionProcess.Memory memory = process.memory();

      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("items", (double) size);
      figures.put("firstMillis", invocation.millis());
      figures.put("residentMegabytes", memory.residentMegabytes());
      figures.put("peakMegabytes", memory.peakMegabytes());
      results.accept(new Sample(LIST_MEMORY, "list-resources", figures));
    }
  }

  void zips() throws IOException {
    bench
        .zips()
        .forEach((name, megabytes) ->
            results.accept(new Sample(ZIP, name, Map.of("megabytes", megabytes))));
  }

  void writes(int callers) throws IOException, InterruptedException {
    results.accept(new Writes(bench).by(callers, repeats.creates()));
  }
}
