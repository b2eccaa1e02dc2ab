package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.bench.RuntimeApi.Kind;
import io.entryguard.resources.bench.RuntimeApi.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that runs a function with the real runtime interface client. */
final class FunctionProcess implements AutoCloseable {
  /** A generous timeout for a busy machine. */
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private static final Duration INTERVAL = Duration.ofMillis(200);

  /** CPU time in an interval below which the process is idle. */
  private static final double IDLE_MILLIS = 2;

  private final Function function;
  private final RuntimeApi api = new RuntimeApi();
  private final Path output;
  private final Process process;
  private final long startedNanos = System.nanoTime();

  /** Starts the process; it is not ready yet. */
  FunctionProcess(Function function, Function.Start start, Machine machine) throws IOException {
    this.function = function;
    output = Files.createTempFile(machine.workFolder(), "function-", ".log");
    var builder =
        new ProcessBuilder(function.command(machine, start))
            .directory(function.task().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(function.variables(start, api.address()));
    process = builder.start();
  }

  /** Waits until it requests an event and returns the milliseconds since its start. */
  double awaitReady() throws InterruptedException {
    return (await(Kind.READY).nanos() - startedNanos) / 1e6;
  }

  /** Waits until it is ready for its snapshot and idle. */
  void awaitSnapshot() throws InterruptedException {
    await(Kind.SNAPSHOT);
    awaitIdle();
  }

  /** Continues like a restored copy and returns the milliseconds until it requests an event. */
  double restore() throws InterruptedException {
    long restored = api.restore();
    return (await(Kind.READY).nanos() - restored) / 1e6;
  }

  /** Sends the function's next event and returns the milliseconds until the expected response. */
  double invoke() throws InterruptedException {
    return invoke(function.events().get());
  }

  double invoke(String event) throws InterruptedException {
    long sent = api.send(event);
    Signal response = await(Kind.ANSWERED);
    await(Kind.READY);
    if (!response.text().contains(function.expected())) {
      throw failure("it answered " + response.text());
    }
    return (response.nanos() - sent) / 1e6;
  }

  /** Waits until it is idle, for example after background compilation. */
  void awaitIdle() throws InterruptedException {
    double before;
    do {
      before = cpuMillis();
      TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
    } while (cpuMillis() - before > IDLE_MILLIS);
  }

  private Signal await(Kind wanted) throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < end) {
      Signal signal = api.poll(INTERVAL);
      if (signal == null && !process.isAlive()) {
        throw failure("it ended with " + process.exitValue());
      } else if (signal != null && signal.kind() != wanted) {
        throw failure(signal.kind() + " " + signal.text());
      } else if (signal != null) {
        return signal;
      }
    }
    throw failure("it did nothing for " + TIMEOUT.toSeconds() + " s");
  }

  private IllegalStateException failure(String what) {
    try {
      return new IllegalStateException(
          function.name() + ": " + what + "\n" + Files.readString(output));
    } catch (IOException e) {
      return new IllegalStateException(what, e);
    }
  }

  /** Returns the CPU time of all its threads since its start. */
  double cpuMillis() {
    return CpuClock.nanos(process) / 1e6;
  }

  /** Returns its resident set size. */
  double residentMegabytes() throws IOException {
    return status("VmRSS:\\s+(\\d+) kB") / 1024;
  }

  double threads() throws IOException {
    return status("Threads:\\s+(\\d+)");
  }

  private double status(String pattern) throws IOException {
    return number(Files.readString(Path.of("/proc/" + process.pid() + "/status")), pattern);
  }

  /** Runs the garbage collector. */
  void collectGarbage() throws IOException, InterruptedException {
    jcmd("GC.run");
    awaitIdle();
  }

  /**
   * Returns the number of loaded classes that are not from the JDK's CDS archive, so that had to be
   * found, read and verified.
   */
  double classes() throws IOException {
    return number(jcmd("PerfCounter.print"), "java.cls.loadedClasses=(\\d+)");
  }

  private String jcmd(String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process running = new ProcessBuilder(jcmd, Long.toString(process.pid()), command).start();
    return new String(running.getInputStream().readAllBytes(), UTF_8);
  }

  private static double number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(pattern + " is not in " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    api.close();
    Files.deleteIfExists(output);
  }
}
