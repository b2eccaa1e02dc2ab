package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table "Where things are" of README.md is a map of this repository. */
final class ReadmeMapTest {
  private static final Path HOME = RepositoryTemplate.HOME;
  private static final Pattern TABLE = Pattern.compile("(?s)\n## Where things are\n(.*?)\n\n[^|]");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");
  private static final Pattern QUOTED = Pattern.compile("`([^` ]+)`");

  private static String map = "";

  @BeforeAll
  static void readMap() throws IOException {
    map =
        TABLE
            .matcher(Files.readString(HOME.resolve("README.md")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
  }

  @Test
  void everyPathOfTheMapExists() {
    assertThat(paths())
        .hasSizeGreaterThan(10)
        .allSatisfy(path -> {
          assertThat(HOME.resolve(path)).exists();
          if (path.endsWith("/")) {
            assertThat(HOME.resolve(path)).isDirectory();
          }
        });
  }

  @Test
  void everyFolderAndCommandOfTheRootIsInTheMap() throws IOException {
    Set<String> names = quoted(map);

    assertThat(foldersAndCommands())
        .contains("docs/", "start")
        .allSatisfy(entry ->
            assertThat(names)
                .anyMatch(
                    name -> name.equals(entry) || (entry.endsWith("/") && name.startsWith(entry))));
  }

  @Test
  void everyModuleOfSharedHasARow() throws IOException {
    assertThat(rows())
        .containsAll(
            foldersIn("shared").stream().map("shared/"::concat).collect(Collectors.toSet()));
  }

  @Test
  void theRowOfTheFunctionsNamesEachAndNoOther() throws IOException {
    String contents =
        ROW.matcher(map)
            .results()
            .filter(row -> row.group(1).equals("functions/"))
            .findFirst()
            .orElseThrow()
            .group(2);

    assertThat(quoted(contents)).isEqualTo(foldersIn("functions"));
  }

  /** The names in code style that have a point or a slash, and all those of rows. */
  private static Set<String> paths() {
    Set<String> paths = new TreeSet<>(rows());
    quoted(map).stream().filter(name -> name.matches(".*[./].*")).forEach(paths::add);
    return paths;
  }

  private static Set<String> rows() {
    return ROW.matcher(map).results().map(row -> row.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> quoted(String text) {
    return QUOTED
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A folder as {@code docs/}, a command by its name. */
  private static Set<String> foldersAndCommands() throws IOException {
    Set<String> found = new TreeSet<>();
    List<PathMatcher> ignored = ignored();
    try (Stream<Path> entries = Files.list(HOME)) {
      for (Path entry : entries.toList()) {
        Path name = entry.getFileName();
        if (ignored.stream().anyMatch(pattern -> pattern.matches(name))) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          found.add(name + "/");
        } else if (isCommand(entry)) {
          found.add(name.toString());
        }
      }
    }
    return found;
  }

  /** What git does not keep. */
  private static List<PathMatcher> ignored() throws IOException {
    return Stream.concat(Stream.of(".git"), Files.readAllLines(HOME.resolve(".gitignore")).stream())
        .map(line -> line.replaceAll("/$", ""))
        .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line))
        .toList();
  }

  private static boolean isCommand(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith("#!");
  }

  private static Set<String> foldersIn(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(HOME.resolve(folder))) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("pom.xml")))
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
