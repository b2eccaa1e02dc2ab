package io.entryguard.resources.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.command.CommandException;
import io.entryguard.resources.local.command.Commands;
import io.entryguard.resources.local.command.NumberBetween;
import io.entryguard.resources.local.gateway.GatewayServer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** The command {@code ./start}: serves the API on this machine. */
@Command(
    name = "./start",
    description =
        "Builds what is not built, and serves the API on this machine, with data to try it with.",
    footer = {"", "Ctrl-C ends it, and the data with it."},
    sortOptions = false)
public final class Main implements Callable<Integer> {
  /** The template's folder, set by {@code ./start}; by default the current one. */
  private static final String HOME_PROPERTY = "entryguard.home";

  /** The archive of classes, set by {@code ./start}. The JVM writes it as it ends. */
  private static final Optional<Path> ARCHIVE =
      Optional.ofNullable(System.getProperty("entryguard.archive")).map(Path::of);

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "3000",
      converter = Port.class,
      description = "where to listen: 1 to 65535, or 0 for any that is free (default: 3000)")
  int port;

  @Option(
      names = "--keyring",
      paramLabel = "FILE",
      description = "also take tokens signed with the keys of FILE: a JWK, or a JWK set")
  Optional<Path> keyring = Optional.empty();

  /** The rate limit of each organization; 0 for no limit. */
  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      converter = RateLimit.class,
      description =
          "let each organization send N requests a minute, 1 to 1000000 (default: any number)")
  int requestsPerMinute;

  @Option(
      names = "--json",
      description =
          "print one JSON object when ready: the variables of .local/demo.env; all else goes to"
              + " stderr")
  boolean json;

  public static void main(String[] arguments) {
    int status = Commands.commandLine(new Main(), System.err).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() {
    PrintStream out = System.out;
    if (json) {
      // Functions log to standard output.
      System.setOut(System.err);
    }
    Path home = Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
    GatewayServer server = LocalApi.bind(port);
    try {
      var files = new RunFiles(home.resolve(".local"));
      files.clear();
      Path workFolder = Files.createTempDirectory("entryguard-");
      // On Ctrl-C nothing else is shut down, because DynamoDB Local's shutdown can hang.
      atTheEnd(() -> delete(workFolder));

      LocalApi api =
          LocalApi.start(server, home, workFolder, keyring, requestsPerMinute, Main::logFailure);
      files.write(api, home.resolve("requests.http"));
      atTheEnd(files::remove);
      if (ARCHIVE.isPresent() && Files.notExists(ARCHIVE.get())) {
        atTheEnd(() -> System.err.println("Keeping what makes the next start quicker ..."));
      }
      out.print(
          json
              ? new ObjectMapper().writeValueAsString(RunFiles.variables(api)) + "\n"
              : Welcome.text(api, files.demo(), sinceStart(), Ansi.AUTO));
      return 0;
    } catch (IOException e) {
      throw new CommandException("A file cannot be written: " + e.getMessage() + ".", e);
    }
  }

  private static void logFailure(String requestId, Throwable cause) {
    System.err.println("Request " + requestId + " failed:");
    cause.printStackTrace();
  }

  private static void atTheEnd(Cleaning cleaning) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                cleaning.run();
              } catch (IOException | UncheckedIOException e) {
                // The next start deletes the remaining files.
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

  private static final class Port extends NumberBetween {
    Port() {
      super(0, 65_535);
    }
  }

  /** The maximum is the template's. */
  private static final class RateLimit extends NumberBetween {
    RateLimit() {
      super(1, 1_000_000);
    }
  }
}
