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

/** A function's process under the real runtime interface client. */
final class FunctionProcess implements AutoCloseable {
  /** Far more than anything here takes, on a machine that is busy with other work. */
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private static final Duration INTERVAL = Duration.ofMillis(200);

  /** So little in an interval is nothing. */
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

  /** Waits until it wants an event, and says how many milliseconds after its start it did. */
  double awaitReady() throws InterruptedException {
    return (await(Kind.READY).nanos() - startedNanos) / 1e6;
  }

  /** Waits until it may be stopped and copied, and does nothing any more. */
  void awaitSnapshot() throws InterruptedException {
    await(Kind.SNAPSHOT);
    awaitIdle();
  }

  /** Goes on as a copy would, and says how many milliseconds it took to want an event. */
  double restore() throws InterruptedException {
    long restored = api.restore();
    return (await(Kind.READY).nanos() - restored) / 1e6;
  }

  /** Hands it the function's event, and says how many milliseconds it took to the right answer. */
  double invoke() throws InterruptedException {
    return invoke(function.event());
  }

  double invoke(String event) throws InterruptedException {
    long sent = api.send(event);
    Signal answer = await(Kind.ANSWERED);
    await(Kind.READY);
    if (!answer.text().contains(function.expected())) {
      throw failure("it answered " + answer.text());
    }
    return (answer.nanos() - sent) / 1e6;
  }

  /** Waits until it does nothing any more, as after compiling what it ran. */
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

  /** Of all its threads since it began. */
  double cpuMillis() {
    return CpuClock.nanos(process) / 1e6;
  }

  /** What of it is in memory. */
  double residentMegabytes() throws IOException {
    return status("VmRSS:\\s+(\\d+) kB") / 1024;
  }

  double threads() throws IOException {
    return status("Threads:\\s+(\\d+)");
  }

  private double status(String pattern) throws IOException {
    return number(Files.readString(Path.of("/proc/" + process.pid() + "/status")), pattern);
  }

  /** Collects what is no longer needed. */
  void collectGarbage() throws IOException, InterruptedException {
    jcmd("GC.run");
    awaitIdle();
  }

  /**
   * Classes that it has loaded and that are not from the JDK's archive: those are mapped, every
   * other is found, read and checked.
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
