package io.entryguard.resources.local;

import io.entryguard.resources.local.gateway.FailureLog;
import io.entryguard.resources.local.gateway.GatewayServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Serves the API on this machine; {@code ./start} runs it. */
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** The template's folder, given by {@code ./start}; the current one without. */
  private static final String HOME_PROPERTY = "entryguard.home";

  private static final FailureLog LOG =
      (requestId, cause) -> {
        System.err.println("Request " + requestId + " failed:");
        cause.printStackTrace();
      };

  private Main() {}

  public static void main(String[] arguments) {
    switch (CommandLine.parse(List.of(arguments))) {
      case CommandLine.Mistake(String sentence) -> end(MISUSED, sentence);
      case CommandLine.Serve serve -> {
        try {
          serve(serve);
        } catch (StartException e) {
          end(FAILED, e.sentence());
        } catch (IOException e) {
          end(FAILED, "The folder .local cannot be written to.");
        }
      }
    }
  }

  private static void serve(CommandLine.Serve options) throws StartException, IOException {
    Path home = Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
    GatewayServer server = LocalApi.bind(options.port());
    var files = new RunFiles(home.resolve(".local"));
    files.clear();
    Path workFolder = Files.createTempDirectory("entryguard-");
    // Nothing more is done on Ctrl-C: DynamoDB Local's own end can hang.
    atTheEnd(() -> delete(workFolder));

    LocalApi api =
        LocalApi.start(
            server, home, workFolder, options.keyring(), options.requestsPerMinute(), LOG);
    files.write(api);
    atTheEnd(files::remove);
    System.out.print(Welcome.text(api, files.demo(), sinceStart()));
  }

  private static void atTheEnd(Cleaning cleaning) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                cleaning.run();
              } catch (IOException | UncheckedIOException e) {
                // The next start clears what is left.
              }
            }));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private interface Cleaning {
    void run() throws IOException;
  }

  private static Duration sinceStart() {
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return Duration.between(start, Instant.now());
  }

  private static void end(int status, String sentence) {
    System.err.println(sentence);
    System.exit(status);
  }
}
