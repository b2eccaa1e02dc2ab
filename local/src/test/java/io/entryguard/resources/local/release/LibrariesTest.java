package io.entryguard.resources.local.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  private static final Path LISTED = RepositoryTemplate.HOME.resolve("functions/libraries.txt");
  private static final Path FOUND = Path.of("target/libraries.txt");

  /** Checks hashes, because other bytes under the same name would be another library. */
  @Test
  void areExactlyTheListedOnes() throws IOException {
    List<String> found = found();
    Files.write(FOUND, found);

    assertThat(Files.readAllLines(LISTED))
        .as("functions/libraries.txt; what is in the zips is in local/target/libraries.txt")
        .isEqualTo(found);
  }

  private static List<String> found() throws IOException {
    String version = ReleaseVersion.read();
    Set<String> own =
        Stream.of("core", "api", "aws")
            .map(module -> module + "-" + version + ".jar")
            .collect(Collectors.toSet());
    SortedMap<String, List<String>> functionsByLibrary = new TreeMap<>();
    for (ReleaseZip zip : ReleaseZip.all()) {
      for (Map.Entry<String, String> jar : zip.jars().entrySet()) {
        if (!own.contains(jar.getKey())) {
          functionsByLibrary
              .computeIfAbsent(jar.getKey() + " " + jar.getValue(), key -> new ArrayList<>())
              .add(zip.function());
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("# The libraries in the functions' zips: file, SHA-256, functions.");
    functionsByLibrary.forEach(
        (library, functions) -> lines.add(library + " " + String.join(",", functions)));
    return lines;
  }
}
