package io.entryguard.resources.local.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fails the build if a test of any module has printed a secret. The output of tests includes
 * everything that functions log.
 */
public final class LeakSearch {
  private static final String FILE = "test-output.log";

  private LeakSearch() {}

  /** Searches below the given folder; exits with 1 if it finds a secret. */
  public static void main(String[] args) {
    List<String> problems = problemsBelow(Path.of(args[0]));
    problems.forEach(System.err::println);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  static List<String> problemsBelow(Path home) {
    List<String> problems = new ArrayList<>();
    boolean functionsHaveLogged = false;
    for (Path file : files(home)) {
      List<String> lines = lines(file);
      functionsHaveLogged |= lines.stream().anyMatch(LeakSearch::isOfAFunction);
      for (int i = 0; i < lines.size(); i++) {
        int number = i + 1;
        // The line is not quoted, because this would leak the secret again.
        Secrets.in(lines.get(i))
            .ifPresent(kind ->
                problems.add("%s:%d shows %s".formatted(home.relativize(file), number, kind)));
      }
    }
    if (!functionsHaveLogged) {
      problems.add("No function has logged anything: this was not a run of all tests.");
    }
    return problems;
  }

  private static boolean isOfAFunction(String line) {
    return line.startsWith("{\"timestamp\":") && line.contains("\"level\":");
  }

  private static List<Path> files(Path home) {
    try (Stream<Path> files = Files.walk(home, 4)) {
      return files.filter(file -> file.endsWith(Path.of("target", FILE))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      // Malformed UTF-8 must not end the search.
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
