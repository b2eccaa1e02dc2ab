package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.LocalAws;
import io.entryguard.resources.organization.OrganizationId;
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
 * Creates in one organization by many callers at once: their transactions meet on one item, the
 * organization's. The function's zip runs in this process, one handler for all callers, so that
 * what is measured is how they are in each other's way and not how many processes a machine holds.
 */
final class Writes {
  private final Workbench bench;

  Writes(Workbench bench) {
    this.bench = bench;
  }

  private record Create(double millis, boolean created) {}

  Sample by(int callers, int creates) throws IOException, InterruptedException {
    OrganizationId organization = Tenants.growing();
    byte[] event = bench.events().create(organization).getBytes(UTF_8);
    try (ConflictProxy dynamoDb = ConflictProxy.before(bench.services().dynamoDb());
        ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      LoadedFunction function = load(dynamoDb);
      for (int i = 0; i < creates / 4; i++) {
        create(function, event);
      }
      long tries = dynamoDb.transactions();
      long conflicts = dynamoDb.conflicts();
      long start = System.nanoTime();
      List<Future<Create>> running = new ArrayList<>();
      for (int i = 0; i < creates; i++) {
        running.add(threads.submit(() -> create(function, event)));
      }
      List<Double> millis = new ArrayList<>();
      int created = 0;
      for (Future<Create> future : running) {
        Create create = future.get();
        millis.add(create.millis());
        created += create.created() ? 1 : 0;
      }
      double seconds = (System.nanoTime() - start) / 1e9;

      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put("callers", (double) callers);
      figures.put("createsPerSecond", created / seconds);
      figures.put("p50Millis", Statistics.percentile(millis, 50));
      figures.put("p99Millis", Statistics.percentile(millis, 99));
      figures.put("triesPerCreate", (double) (dynamoDb.transactions() - tries) / creates);
      figures.put("conflicts", (double) (dynamoDb.conflicts() - conflicts));
      figures.put("creates", (double) creates);
      figures.put("notCreated", (double) creates - created);
      return new Sample(Measures.WRITES, "create-resource", figures);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private LoadedFunction load(ConflictProxy dynamoDb) {
    // What the function's SDK finds, as ./start does it.
    System.setProperty("aws.accessKeyId", "bench");
    System.setProperty("aws.secretAccessKey", "bench");
    FunctionOutput.install();
    FunctionDefinition definition = bench.createFunction();
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
            bench.home(), bench.machine().workFolder(), Map.of("AWS_REGION", LocalAws.REGION))
        .load(function);
  }

  private static Create create(LoadedFunction function, byte[] event) {
    long start = System.nanoTime();
    // What it logs of those that it gives up is counted here.
    byte[] answer = FunctionOutput.record(() -> function.invoke(event, "bench")).result();
    double millis = (System.nanoTime() - start) / 1e6;
    String text = new String(answer, UTF_8);
    return new Create(millis, text.contains("\"statusCode\":201"));
  }
}
