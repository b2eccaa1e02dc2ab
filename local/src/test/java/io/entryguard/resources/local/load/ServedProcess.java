package io.entryguard.resources.local.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The process of {@code ./start}, inspected from outside. Linux only. */
final class ServedProcess {
  /** The sizes of the generations; the line of the metaspace has no total. */
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** Idle connections between functions and table are closed after 5 s. */
  private static final Duration UNCHANGED = Duration.ofSeconds(8);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 250;

  private final long pid;

  ServedProcess(long pid) {
    this.pid = pid;
  }

  /**
   * The resource use of the idle process.
   *
   * @param heap the bytes after a garbage collection
   * @param resident the resident set size in bytes
   * @param descriptors the number of open files and connections
   */
  record Usage(long heap, long resident, long descriptors) {
    @Override
    public String toString() {
      return "heap %.1f MiB, resident %.0f MiB, %d descriptors"
          .formatted(heap / 1048576.0, resident / 1048576.0, descriptors);
    }
  }

  /** Measures once idle connections are closed. */
  Usage usage() throws IOException, InterruptedException {
    long descriptors = settledDescriptors();
    // The second collection frees what the first one finalizes.
    jcmd("GC.run");
    jcmd("GC.run");
    long heap = sum(USED, jcmd("GC.heap_info")) * 1024;
    long resident = sum(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status"))) * 1024;
    return new Usage(heap, resident, descriptors);
  }

  private long settledDescriptors() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long lowest = descriptors();
    long since = System.nanoTime();
    while (System.nanoTime() < end && System.nanoTime() - since < UNCHANGED.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      long now = descriptors();
      if (now < lowest) {
        lowest = now;
        since = System.nanoTime();
      }
    }
    return descriptors();
  }

  private long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    }
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + command + " failed: " + output);
    }
    return output;
  }

  private static long sum(Pattern pattern, String text) throws IOException {
    long[] numbers =
        pattern
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .mapToLong(found -> Long.parseLong(pattern.matcher(found).replaceFirst("$1")))
            .toArray();
    if (numbers.length == 0) {
      throw new IOException("not understood: " + text);
    }
    return LongStream.of(numbers).sum();
  }
}
