package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.FunctionDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures concurrent creates in one organization, whose transactions conflict on the
 * organization's item. The function's zip runs in this process, with one handler for all callers,
 * to measure contention rather than the number of processes.
 */
record Writes(Workbench bench, Machine machine) {
  private record Create(double millis, boolean isCreated) {}

  /** Measures this many creates by this many callers. */
  Map<String, Double> by(int callers, int creates) throws IOException, InterruptedException {
    byte[] event = bench.events().create(TestData.growing()).getBytes(UTF_8);
    try (var dynamoDb = new ConflictProxy(bench.dynamoDb());
        ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      LoadedFunction function = load(dynamoDb);
      for (int i = 0; i < creates / 4; i++) {
        create(function, event);
      }
      long tries = dynamoDb.transactions();
      long start = System.nanoTime();
      List<Future<Create>> running = new ArrayList<>();
      for (int i = 0; i < creates; i++) {
        running.add(threads.submit(() -> create(function, event)));
      }
      List<Double> millis = new ArrayList<>();
      int created = 0;
      for (Future<Create> future : running) {
        millis.add(future.get().millis());
        created += future.get().isCreated() ? 1 : 0;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("creates a second", created / seconds);
      figures.put(Run.P50, Found.percentile(millis, 50));
      figures.put(Run.P99, Found.percentile(millis, 99));
      figures.put("tries a create", (double) (dynamoDb.transactions() - tries) / creates);
      figures.put("answered 503, %", 100.0 * (creates - created) / creates);
      return figures;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private LoadedFunction load(ConflictProxy dynamoDb) {
    // Credentials for the function's SDK, as in ./start.
    System.setProperty("aws.accessKeyId", "bench");
    System.setProperty("aws.secretAccessKey", "bench");
    FunctionOutput.install();
    FunctionDefinition definition = bench.definition(Workbench.CREATE);
    Map<String, String> environment = new HashMap<>(definition.environment());
    environment.put("DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString());
    var function =
        new FunctionDefinition(
            definition.name(),
            definition.zip(),
            definition.handler(),
            definition.timeout(),
            definition.memoryMegabytes(),
            environment);
    return new FunctionLoader(
            bench.home(), machine.workFolder(), Map.of("AWS_REGION", "eu-central-1"))
        .load(function);
  }

  private static Create create(LoadedFunction function, byte[] event) {
    long start = System.nanoTime();
    // Failed creates are counted here, so their log lines are not printed.
    byte[] response = FunctionOutput.record(() -> function.invoke(event, "bench")).result();
    double millis = (System.nanoTime() - start) / 1e6;
    return new Create(millis, new String(response, UTF_8).contains("\"statusCode\":201"));
  }
}
