package io.entryguard.resources.bench;

import io.entryguard.resources.bench.Measure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All measurements that are asked for. One round after the other does each of them once, so that a
 * machine that is slower for a while is slower for all.
 */
final class Run {
  /** Of lists, up to beyond what one answer can carry. */
  static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000, 20_000);

  static final List<Integer> CALLERS = List.of(1, 8, 32);

  /** Figures of many requests or items are steady, so fewer rounds than starts will do. */
  private static final int STEADY_ROUNDS = 3;

  private final Measure measure;
  private final Machine machine;
  private final Path home;
  private final List<Sample> samples = new ArrayList<>();

  Run(Measure measure, Machine machine, Path home) {
    this.measure = measure;
    this.machine = machine;
    this.home = home;
  }

  List<Sample> samples() throws IOException, InterruptedException {
    progress("Starting DynamoDB Local ...");
    try (Workbench bench = Workbench.open(machine, home, measure.rateLimit())) {
      progress("Putting data in ...");
      bench.seed(SIZES);
      Measures.Repeats repeats =
          measure.quick() ? Measures.Repeats.QUICK : Measures.Repeats.full(measure.starts());
      var measures = new Measures(bench, repeats, this::found);
      measures.zips();
      TlsProxy.Certificate certificate = TlsProxy.Certificate.make(machine);
      for (int round = 1; round <= repeats.starts(); round++) {
        progress("Round %d of %d".formatted(round, repeats.starts()));
        round(round, bench, measures, certificate);
      }
    }
    return samples;
  }

  private void round(
      int round, Workbench bench, Measures measures, TlsProxy.Certificate certificate)
      throws IOException, InterruptedException {
    List<Subject> functions =
        List.of(
            bench.noOperation(),
            bench.unmatchedRoute(),
            bench.list(),
            bench.create(),
            bench.authorizerWithToken(),
            bench.authorizerWithKey(),
            bench.provision(),
            bench.publishChanges());
    List<Subject> bare =
        List.of(
            bench.bareQuery(Tenants.FEW),
            bench.bareQuery(HttpChoice.APACHE_5),
            bench.bareQuery(HttpChoice.CRT),
            bench.bareSecret(),
            bench.extensionSecret());
    if (measure.takes(Kind.COLD)) {
      for (Subject subject : functions) {
        measures.coldStart(subject);
      }
      for (Subject subject : bare) {
        measures.coldStart(subject);
      }
    }
    if (measure.takes(Kind.CLASSES)) {
      for (Subject subject : functions) {
        measures.classes(subject);
      }
      measures.classes(Workbench.notCounted(bench.list()));
      measures.classes(Workbench.notCounted(bench.create()));
      for (Subject subject : bare) {
        measures.classes(subject);
      }
    }
    if (measure.takes(Kind.RESTORE)) {
      for (Subject subject :
          List.of(
              bench.noOperation(),
              bench.list(),
              bench.create(),
              bench.authorizerWithToken(),
              bench.authorizerWithKey(),
              bench.bareQuery(Tenants.FEW))) {
        measures.restore(subject, true, certificate);
        measures.restore(subject, false, certificate);
      }
    }
    if (measure.takes(Kind.WARM) && round <= STEADY_ROUNDS) {
      for (Subject subject : functions) {
        measures.warm(subject);
      }
      for (Subject subject : bare) {
        measures.warm(subject);
      }
      measures.warm(bench.bareTransaction());
      measures.warm(Workbench.notCounted(bench.list()));
      measures.warm(Workbench.notCounted(bench.create()));
    }
    if (measure.takes(Kind.LISTS) && round <= STEADY_ROUNDS) {
      measures.lists(SIZES, bench::list, "list-resources");
      measures.lists(SIZES, bench::replayedQuery, "unmarshalling");
      for (int size : SIZES) {
        measures.listMemory(size);
      }
    }
    if (measure.takes(Kind.WRITES) && round <= STEADY_ROUNDS) {
      for (int callers : CALLERS) {
        measures.writes(callers);
      }
    }
  }

  private void found(Sample sample) {
    samples.add(sample);
    progress("  " + sample.measure() + ", " + sample.subject() + " " + sample.figures());
  }

  private static void progress(String line) {
    System.err.println(line);
  }
}
