package io.entryguard.resources.local.load;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Load-tests a running {@code ./start} in three parts and compares its resource use after each. */
final class Load {
  private static final int CALLERS = 32;
  private static final int CALLERS_OF_A_SHARED_ORGANIZATION = 8;
  private static final int LIMIT_OF_FREE = 3;
  private static final int LIMIT_THAT_IS_SET = 20;
  private static final int PARTS = 3;
  private static final int PROGRESS_SECONDS = 5;

  /**
   * The live heap has been seen to vary by 11 MiB from part to part. A leak of some 500 bytes per
   * request would reach this limit over the last two parts of 50,000.
   */
  private static final long MORE_HEAP = 16L * 1024 * 1024;

  /** Connections that the pools between functions and table may keep open. */
  private static final long MORE_DESCRIPTORS = 16;

  private final Target target;
  private final ServedProcess process;
  private final long seed;
  private final Tally tally = new Tally();
  private final List<Member> shared = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();

  private Load(Target target, ServedProcess process, long seed) {
    this.target = target;
    this.process = process;
    this.seed = seed;
  }

  /**
   * Exits with 1 if any check fails.
   *
   * @param arguments the file {@code demo.env}, the process id, the number of requests, a seed
   */
  public static void main(String[] arguments) throws Exception {
    var load =
        new Load(
            Target.read(Path.of(arguments[0])),
            new ServedProcess(Long.parseLong(arguments[1])),
            Long.parseLong(arguments[3]));
    load.run(Integer.parseInt(arguments[2]));
    load.report();
    System.exit(load.tally.mistakes() == 0 ? 0 : 1);
  }

  private void run(int requests) throws Exception {
    register();
    System.out.printf(
        "%,d requests or a few more from %d callers, seed %d; before them: %s%n",
        requests, CALLERS, seed, process.usage());
    List<ServedProcess.Usage> partition = new ArrayList<>();
    long sent = 0;
    long errors = 0;
    long nanos = 0;
    for (int part = 1; part <= PARTS; part++) {
      int each = Math.ceilDiv(requests, PARTS * CALLERS);
      long sentBefore = tally.count();
      long errorsBefore = tally.errors();
      long start = System.nanoTime();
      together((caller, wire) -> caller.send(each, wire));
      nanos += System.nanoTime() - start;
      sent += tally.count() - sentBefore;
      errors += tally.errors() - errorsBefore;
      partition.add(process.usage());
      System.out.printf("after part %d of %d: %s%n", part, PARTS, partition.getLast());
    }
    System.out.printf(
        "%,d requests, %.0f a second, %d %% refused%n",
        sent, sent * 1e9 / nanos, 100 * errors / Math.max(1, sent));
    compare(partition.getFirst(), partition.getLast());
    fill();
  }

  private void register() {
    try (var wire = new Wire(tally)) {
      for (int i = 0; i < CALLERS / CALLERS_OF_A_SHARED_ORGANIZATION; i++) {
        shared.add(Member.register(target, wire, LIMIT_THAT_IS_SET));
      }
      for (int i = 0; i < CALLERS; i++) {
        int limit = i % 2 == 0 ? LIMIT_OF_FREE : LIMIT_THAT_IS_SET;
        Member own = Member.register(target, wire, limit);
        callers.add(new Caller(target, seed + i, wire, own, sharedOf(i)));
      }
    }
  }

  private Member sharedOf(int caller) {
    return shared.get(caller / CALLERS_OF_A_SHARED_ORGANIZATION);
  }

  /** Runs all callers concurrently, each over its own connections, which are closed at the end. */
  private void together(BiConsumer<Caller, Wire> action)
      throws InterruptedException, ExecutionException {
    try (var progress = Executors.newSingleThreadScheduledExecutor();
        var threads = Executors.newFixedThreadPool(CALLERS)) {
      var printing =
          progress.scheduleAtFixedRate(
              this::sayProgress, PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
      List<Future<?>> runs = new ArrayList<>();
      for (Caller caller : callers) {
        runs.add(
            threads.submit(() -> {
              try (var wire = new Wire(tally)) {
                action.accept(caller, wire);
              }
            }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
      printing.cancel(false);
    }
  }

  private void sayProgress() {
    System.out.printf("  %,d answered, %,d mistakes%n", tally.count(), tally.mistakes());
  }

  private void compare(ServedProcess.Usage first, ServedProcess.Usage last) {
    if (last.heap() > first.heap() + MORE_HEAP) {
      tally.mistake("the heap has grown: from %s to %s".formatted(first, last));
    }
    if (last.descriptors() > first.descriptors() + MORE_DESCRIPTORS) {
      tally.mistake("descriptors are left open: from %s to %s".formatted(first, last));
    }
  }

  private void fill() throws InterruptedException, ExecutionException {
    together(Caller::fill);
    together(Caller::fillShared);
    try (var wire = new Wire(tally)) {
      for (Member member : shared) {
        isFull(member, wire);
      }
    }
  }

  private void isFull(Member member, Wire wire) {
    Set<String> held = new HashSet<>();
    for (int i = 0; i < callers.size(); i++) {
      if (sharedOf(i).equals(member)) {
        held.addAll(callers.get(i).heldInShared());
      }
    }
    wire.send(
            HttpRequest.newBuilder(target.resources())
                .header("Authorization", "Bearer " + member.admin()),
            Expected.OK)
        .map(Caller::ids)
        .filter(ids -> ids.size() != member.limit() || !ids.equals(held))
        .ifPresent(ids ->
            wire.mistake(
                "a shared organization of %d has %s, and its callers %s"
                    .formatted(member.limit(), ids, held)));
  }

  private void report() {
    System.out.printf("Answers, with those of filling up: %s%n", tally.responses());
    System.out.printf("%,d mistakes%n", tally.mistakes());
    tally.firstMistakes().forEach(System.out::println);
  }
}
