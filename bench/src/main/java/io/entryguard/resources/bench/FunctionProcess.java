package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A function's process under the real runtime interface client. */
final class FunctionProcess implements AutoCloseable {
  /** Far more than anything here takes, on a machine that is busy with other work. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofMillis(200);

  private final RuntimeApi api;
  private final Process process;
  private final ProcessCpuClock cpu;
  private final Path output;
  private final long startedNanos;

  private FunctionProcess(
      RuntimeApi api, Process process, ProcessCpuClock cpu, Path output, long startedNanos) {
    this.api = api;
    this.process = process;
    this.cpu = cpu;
    this.output = output;
    this.startedNanos = startedNanos;
  }

  /**
   * What an event met.
   *
   * @param answer JSON
   */
  record Invocation(long sentNanos, long answeredNanos, String answer) {
    double millis() {
      return (answeredNanos - sentNanos) / 1e6;
    }
  }

  /** Starts the process; it is not ready yet. */
  static FunctionProcess start(Launch launch, Machine machine) throws IOException {
    RuntimeApi api = RuntimeApi.start();
    Path output = Files.createTempFile(machine.workFolder(), launch.name() + "-", ".log");
    List<String> command = new ArrayList<>(machine.pinToFunctionCore());
    command.addAll(launch.command(machine.java(), machine.runtime()));
    var builder =
        new ProcessBuilder(command)
            .directory(launch.task().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.variables(api.address()));
    long now = System.nanoTime();
    Process process = builder.start();
    return new FunctionProcess(api, process, ProcessCpuClock.of(process), output, now);
  }

  long startedNanos() {
    return startedNanos;
  }

  long cpuNanos() {
    return cpu.nanos();
  }

  /**
   * Waits until it wants an event.
   *
   * @return when it did
   */
  long awaitReady() throws InterruptedException {
    return await(RuntimeApi.Signal.Ready.class).nanos();
  }

  /**
   * Waits until it may be stopped and copied.
   *
   * @return when it did
   */
  long awaitSnapshot() throws InterruptedException {
    return await(RuntimeApi.Signal.Snapshot.class).nanos();
  }

  /**
   * Goes on as a copy would.
   *
   * @return when
   */
  long restore() {
    return api.restore();
  }

  /** Hands it an event, and waits for the answer and until it wants the next. */
  Invocation invoke(String event) throws InterruptedException {
    long sent = api.send(event);
    RuntimeApi.Signal.Answered answered = await(RuntimeApi.Signal.Answered.class);
    awaitReady();
    return new Invocation(sent, answered.nanos(), answered.body());
  }

  /** Waits until it does nothing any more, as after compiling what it ran. */
  void awaitIdle() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long before = cpu.nanos();
    while (System.nanoTime() < end) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      long now = cpu.nanos();
      if (now - before < LOOK.toNanos() / 100) {
        return;
      }
      before = now;
    }
  }

  private <T extends RuntimeApi.Signal> T await(Class<T> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      RuntimeApi.Signal signal = api.poll(LOOK);
      if (signal == null && !process.isAlive()) {
        throw failure("it ended with " + process.exitValue());
      } else if (signal instanceof RuntimeApi.Signal.Failed failed) {
        throw failure(failed.where() + " " + failed.what());
      } else if (signal != null) {
        return wanted.cast(signal);
      }
    }
    throw failure("it did nothing for " + PATIENCE.toSeconds() + " s");
  }

  private IllegalStateException failure(String what) {
    try {
      return new IllegalStateException(what + "\n" + Files.readString(output));
    } catch (IOException e) {
      return new IllegalStateException(what, e);
    }
  }

  /** What it has printed. */
  Path output() {
    return output;
  }

  /** What of it is in memory now, and was at most. */
  Memory memory() throws IOException {
    double resident = 0;
    double peak = 0;
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = megabytes(line);
      } else if (line.startsWith("VmHWM:")) {
        peak = megabytes(line);
      }
    }
    return new Memory(resident, peak);
  }

  record Memory(double residentMegabytes, double peakMegabytes) {}

  /** From such as {@code VmRSS: 123456 kB}. */
  private static double megabytes(String line) {
    return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
    Files.deleteIfExists(output);
  }
}
