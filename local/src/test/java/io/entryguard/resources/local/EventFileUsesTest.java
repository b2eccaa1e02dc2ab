package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of events/ is unused. */
final class EventFileUsesTest {
  private static final Path HOME = RepositoryTemplate.HOME;

  /** A row of the table in .ci/try-sam: file, function, status, text. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^([a-z-]+) +[A-Z]\\w+Function +(?:\\d{3}|-) ");

  /** Those files are written during the run, with a token or key that is valid. */
  private static final String WRITTEN_BY_TRY_SAM = "-known";

  /** Found here too, because .ci/try-sam needs Docker. */
  @Test
  void trySamHasARowForEachFileAndForNoOther() throws IOException {
    Set<String> rows =
        ROW.matcher(Files.readString(HOME.resolve(".ci/try-sam")))
            .results()
            .map(row -> row.group(1))
            .filter(name -> !name.endsWith(WRITTEN_BY_TRY_SAM))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows).isEqualTo(files());
  }

  /** By a class, a test or, for priming, the build of a function. */
  @Test
  void everyFileIsUsedByTheBuildItself() throws IOException {
    List<String> texts = javaFilesAndPoms();

    assertThat(files())
        .allSatisfy(name -> {
          Pattern use = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?:\\.json|\"|,)");
          assertThat(texts).anyMatch(text -> use.matcher(text).find());
        });
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("events"))) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> javaFilesAndPoms() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String folder : List.of("bench", "functions", "local", "shared", "tests")) {
      try (Stream<Path> files = Files.walk(HOME.resolve(folder))) {
        for (Path file : files.filter(EventFileUsesTest::isJavaOrPom).toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static boolean isJavaOrPom(Path file) {
    return file.toString().endsWith(".java") || file.endsWith("pom.xml");
  }
}
