package io.entryguard.resources.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code ./start} is asked for; it answers {@code --help} itself. */
sealed interface CommandLine {
  int DEFAULT_PORT = 3000;

  /**
   * Serve the API.
   *
   * @param keyring keys to take beside the demo's own
   */
  record Serve(int port, Optional<Path> keyring) implements CommandLine {}

  /**
   * Nobody can tell what is asked for.
   *
   * @param sentence says why
   */
  record Mistake(String sentence) implements CommandLine {}

  static CommandLine parse(List<String> arguments) {
    int port = DEFAULT_PORT;
    Optional<Path> keyring = Optional.empty();
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--port" -> {
          OptionalInt given = rest.hasNext() ? port(rest.next()) : OptionalInt.empty();
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
        default -> {
          return new Mistake("There is no option " + option + "; --help names them all.");
        }
      }
    }
    return new Serve(port, keyring);
  }

  private static OptionalInt port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port >= 0 && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
