package io.entryguard.resources.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code ./start} is asked for; it answers {@code --help} itself. */
sealed interface CommandLine {
  int DEFAULT_PORT = 3000;
  int LAST_PORT = 65535;

  /** The most that the template takes. */
  int MOST_REQUESTS = 1_000_000;

  /**
   * Serve the API.
   *
   * @param keyring keys to take beside the demo's own
   * @param requestsPerMinute of each organization; zero for any
   */
  record Serve(int port, Optional<Path> keyring, int requestsPerMinute) implements CommandLine {}

  /**
   * Nobody can tell what is asked for.
   *
   * @param sentence says why
   */
  record Mistake(String sentence) implements CommandLine {}

  static CommandLine parse(List<String> arguments) {
    int port = DEFAULT_PORT;
    Optional<Path> keyring = Optional.empty();
    int requestsPerMinute = 0;
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--port" -> {
          OptionalInt given =
              rest.hasNext() ? number(rest.next(), 0, LAST_PORT) : OptionalInt.empty();
          if (given.isEmpty()) {
            return new Mistake("--port needs a number from 0 to 65535.");
          }
          port = given.getAsInt();
        }
        case "--keyring" -> {
          if (!rest.hasNext()) {
            return new Mistake("--keyring needs a file.");
          }
          keyring = Optional.of(Path.of(rest.next()));
        }
        case "--rate-limit" -> {
          OptionalInt given =
              rest.hasNext() ? number(rest.next(), 1, MOST_REQUESTS) : OptionalInt.empty();
          if (given.isEmpty()) {
            return new Mistake("--rate-limit needs a number from 1 to 1000000.");
          }
          requestsPerMinute = given.getAsInt();
        }
        default -> {
          return new Mistake("There is no option " + option + "; --help names them all.");
        }
      }
    }
    return new Serve(port, keyring, requestsPerMinute);
  }

  private static OptionalInt number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      return number >= least && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
