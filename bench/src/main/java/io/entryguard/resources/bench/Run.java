package io.entryguard.resources.bench;

import io.entryguard.resources.bench.Found.Sample;
import io.entryguard.resources.bench.Function.Start;
import io.entryguard.resources.bench.Measure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of all selected measurements. Each round does each of them once, so that a temporarily slow
 * machine affects all of them.
 */
final class Run {
  static final String COLD = "cold start";
  static final String RESTORE = "restore";
  static final String WARM = "warm";
  static final String LISTS = "lists";
  static final String WRITES = "writes";
  static final String ZIPS = "zips";

  /** Names of functions and of the handlers that they are compared with. */
  static final String LIST = "list-resources";

  static final String CREATE = "create-resource";
  static final String GET = "get-resource";
  static final String UPDATE = "update-resource";
  static final String DELETE = "delete-resource";
  static final String BARE_GET = "bare calls, get";
  static final String BARE_UPDATE = "bare calls, update";
  static final String BARE_DELETE = "bare call, delete";
  static final String TOKEN = "authorizer, token";
  static final String PLAIN_LIST = "plain handler, list";
  static final String PLAIN_CREATE = "plain handler, create";

  /** Names of figures, which are the headings of their columns. */
  static final String BOTH = "both, ms";

  static final String FIRST = "first request, ms";
  static final String P50 = "p50, ms";
  static final String P99 = "p99, ms";
  static final String CPU = "CPU, ms";
  static final String SNAPSHOT = "memory at the snapshot, MB";
  static final String THREADS = "threads";
  static final String MEGABYTES = "MB";

  /** List lengths that show the cost of one item and still fit into one response. */
  static final int LONG = 10_000;

  static final int SHORT = 100;

  static final String LIST_OF = "list of %d";
  static final String PLAIN_OF = "plain handler, list of %d";
  static final String SDK_OF = "SDK's unmarshalling of %d";

  private static final List<Integer> CALLERS = List.of(1, 8, 32);

  /** Figures of many requests or items vary little, so fewer rounds suffice than for starts. */
  private static final int STEADY_ROUNDS = 3;

  /** The number of fast requests in a turn. */
  private static final int TURN = 50;

  private final Measure measure;
  private final Machine machine;
  private final Workbench bench;
  private final Path keys;
  private final Path trusted;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param tls the folder with localhost's keys and the trust store of the functions
   */
  Run(Measure measure, Machine machine, Path home, Path tls) throws IOException {
    this.measure = measure;
    this.machine = machine;
    bench = new Workbench(machine, home, measure.rateLimit());
    keys = tls.resolve("keys.p12");
    trusted = tls.resolve("trusted.p12");
  }

  /**
   * A function that takes turns with others.
   *
   * @param requests the number of requests in a turn
   */
  private record Turns(String name, Function function, int requests) {
    Turns(Function function) {
      this(function.name(), function, TURN);
    }
  }

  List<Sample> samples() throws IOException, InterruptedException {
    progress("Putting data in ...");
    bench.seed(List.of(SHORT, LONG));
    for (Map.Entry<String, Double> zip : bench.zips().entrySet()) {
      found(ZIPS, zip.getKey(), Map.of(MEGABYTES, zip.getValue()));
    }
    if (measure.takes(Kind.RESTORE)) {
      progress("Warming DynamoDB Local ...");
      // Functions that are not primed: only the servers matter here.
      for (Function function : List.of(bench.bareQuery(Workbench.FEW), bench.bareTransaction())) {
        overTls(function, (process, _) -> warm(process));
      }
    }
    int rounds = measure.quick() ? 1 : measure.starts();
    for (int round = 1; round <= rounds; round++) {
      progress("Round %d of %d".formatted(round, rounds));
      starts();
      if (round <= STEADY_ROUNDS) {
        steady();
      }
    }
    return samples;
  }

  private void starts() throws IOException, InterruptedException {
    if (measure.takes(Kind.COLD)) {
      for (Function function :
          List.of(
              bench.noOperation(),
              bench.unmatchedRoute(),
              bench.list(Workbench.FEW),
              bench.create(),
              bench.authorizerWithToken(),
              bench.authorizerWithKey(),
              bench.bareQuery(Workbench.FEW),
              bench.plainList(Workbench.FEW))) {
        coldStart(function);
      }
    }
    if (measure.takes(Kind.RESTORE)) {
      for (Function function :
          List.of(
              bench.list(Workbench.FEW),
              bench.plainList(Workbench.FEW),
              bench.create(),
              bench.plainCreate(),
              bench.get(),
              bench.update(),
              bench.delete(),
              bench.authorizerWithToken(),
              bench.authorizerWithKey())) {
        restore(function);
      }
    }
  }

  private void steady() throws IOException, InterruptedException {
    if (measure.takes(Kind.WARM)) {
      turns(
          WARM,
          List.of(
              new Turns(bench.list(Workbench.FEW)),
              new Turns(bench.bareQuery(Workbench.FEW)),
              new Turns(bench.plainList(Workbench.FEW))));
      turns(
          WARM,
          List.of(
              new Turns(bench.create()),
              new Turns(bench.bareTransaction()),
              new Turns(bench.plainCreate())));
      turns(WARM, List.of(new Turns(bench.get()), new Turns(bench.bareGet())));
      turns(WARM, List.of(new Turns(bench.update()), new Turns(bench.bareUpdate())));
      turns(WARM, List.of(new Turns(bench.delete()), new Turns(bench.bareDelete())));
      turns(
          WARM,
          List.of(
              new Turns(bench.authorizerWithToken()),
              new Turns(bench.authorizerWithKey()),
              new Turns(bench.unmatchedRoute()),
              new Turns(bench.noOperation())));
    }
    if (measure.takes(Kind.LISTS)) {
      List<Turns> lists = new ArrayList<>();
      for (int size : List.of(SHORT, LONG)) {
        int requests = Math.max(1, TURN * SHORT / size);
        lists.add(new Turns(LIST_OF.formatted(size), bench.list(size), requests));
        lists.add(new Turns(PLAIN_OF.formatted(size), bench.plainList(size), requests));
        lists.add(new Turns(SDK_OF.formatted(size), bench.replayedQuery(size), requests));
      }
      turns(LISTS, lists);
    }
    if (measure.takes(Kind.WRITES)) {
      for (int callers : CALLERS) {
        int creates = measure.quick() ? 64 : 1_024;
        found(WRITES, callers + " callers", new Writes(bench, machine).by(callers, creates));
      }
    }
  }

  /** Measures a cold start up to the first response. */
  private void coldStart(Function function) throws IOException, InterruptedException {
    try (var process = new FunctionProcess(function, Start.of(false), machine)) {
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("init, ms", process.awaitReady());
      figures.put(FIRST, process.invoke());
      figures.put(BOTH, figures.values().stream().mapToDouble(Double::doubleValue).sum());
      figures.put(CPU, process.cpuMillis());
      figures.put("memory, MB", process.residentMegabytes());
      figures.put("classes", process.classes());
      found(COLD, function.name(), figures);
    }
  }

  /**
   * Measures the first request after a restore, with TLS, a dead connection and expired
   * credentials. The time is from the restore to the response, because the caller also waits for
   * restore hooks.
   */
  private void restore(Function function) throws IOException, InterruptedException {
    overTls(
        function,
        (process, tls) -> {
          process.collectGarbage();
          double memory = process.residentMegabytes();
          double threads = process.threads();
          tls.credentials().renew();
          tls.killConnections();
          double cpu = process.cpuMillis();

          Map<String, Double> figures = new LinkedHashMap<>();
          figures.put("hook, ms", process.restore());
          figures.put(FIRST, process.invoke());
          figures.put(BOTH, figures.values().stream().mapToDouble(Double::doubleValue).sum());
          figures.put(CPU, process.cpuMillis() - cpu);
          List<Double> later = new ArrayList<>();
          for (int i = 0; i < TURN; i++) {
            later.add(process.invoke());
          }
          figures.put("later, p50, ms", Found.percentile(later, 50));
          tls.dynamoDb().killConnections();
          figures.put("connection died, ms", process.invoke());
          figures.put(SNAPSHOT, memory);
          figures.put(THREADS, threads);
          found(RESTORE, function.name(), figures);
        });
  }

  /**
   * DynamoDB Local and the proxies are programs in Java as well. DynamoDB does not answer slowly
   * because it has just been started, so neither do these.
   */
  private void warm(FunctionProcess process) throws InterruptedException {
    process.restore();
    for (int i = 0; i < (measure.quick() ? 200 : 1_500); i++) {
      process.invoke();
    }
  }

  /** What a function calls over TLS. */
  private record Tls(TlsProxy dynamoDb, TlsProxy secretsManager, CredentialsEndpoint credentials) {
    void killConnections() throws IOException {
      dynamoDb.killConnections();
      secretsManager.killConnections();
    }
  }

  @FunctionalInterface
  private interface TlsUse {
    void of(FunctionProcess process, Tls tls) throws IOException, InterruptedException;
  }

  /** Starts a function that calls its services over TLS, and waits until its snapshot is due. */
  private void overTls(Function function, TlsUse use) throws IOException, InterruptedException {
    try (var dynamoDb = new TlsProxy(bench.dynamoDb(), keys);
        var secretsManager = new TlsProxy(bench.secretsManager(), keys);
        var credentials = new CredentialsEndpoint()) {
      Map<String, String> variables = new HashMap<>(credentials.variables());
      variables.put("DYNAMODB_ENDPOINT", dynamoDb.endpoint());
      variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint());
      variables.put("SECRETS_MANAGER_ENDPOINT", secretsManager.endpoint());
      var start = new Start(true, variables, List.of("-Djavax.net.ssl.trustStore=" + trusted));
      try (var process = new FunctionProcess(function, start, machine)) {
        process.awaitSnapshot();
        use.of(process, new Tls(dynamoDb, secretsManager, credentials));
      }
    }
  }

  /** Measures warm processes, each with a few requests in turn. */
  private void turns(String name, List<Turns> group) throws IOException, InterruptedException {
    List<FunctionProcess> processes = new ArrayList<>();
    try {
      for (Turns turns : group) {
        var process = new FunctionProcess(turns.function(), Start.of(true), machine);
        processes.add(process);
        process.awaitSnapshot();
        process.restore();
        for (int i = 0; i < turns.requests() * (measure.quick() ? 20 : 60); i++) {
          process.invoke();
        }
        // Wait for background compilation.
        process.awaitIdle();
      }
      List<List<Double>> millis = group.stream().<List<Double>>map(_ -> new ArrayList<>()).toList();
      double[] cpu = new double[group.size()];
      for (int turn = 0; turn < (measure.quick() ? 3 : 30); turn++) {
        for (int i = 0; i < group.size(); i++) {
          FunctionProcess process = processes.get(i);
          // Warm up the CPU caches, which other processes have used meanwhile.
          process.invoke();
          cpu[i] -= process.cpuMillis();
          for (int request = 0; request < group.get(i).requests(); request++) {
            millis.get(i).add(process.invoke());
          }
          cpu[i] += process.cpuMillis();
        }
      }
      for (int i = 0; i < group.size(); i++) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(P50, Found.percentile(millis.get(i), 50));
        figures.put(P99, Found.percentile(millis.get(i), 99));
        figures.put(CPU, cpu[i] / millis.get(i).size());
        figures.put("memory, MB", processes.get(i).residentMegabytes());
        found(name, group.get(i).name(), figures);
      }
    } finally {
      for (FunctionProcess process : processes) {
        process.close();
      }
    }
  }

  private void found(String name, String subject, Map<String, Double> figures) {
    var sample = new Sample(name, subject, figures);
    samples.add(sample);
    progress("  " + name + ", " + subject + " " + sample.figures());
  }

  private static void progress(String line) {
    System.err.println(line);
  }
}
