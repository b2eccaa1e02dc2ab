package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The security pages refer to existing tests. */
final class SecurityPagesTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*Test)`");
  private static final List<String> MODULES = List.of("tests", "shared", "functions", "local");

  @ParameterizedTest
  @ValueSource(strings = {"docs/threat-model.md", "docs/security.md"})
  void nameExistingTests(String page) throws IOException {
    Set<String> named =
        TEST.matcher(Files.readString(RepositoryTemplate.HOME.resolve(page)))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(named).isNotEmpty();
    assertThat(tests()).containsAll(named);
  }

  @Test
  void nameATestInEveryRowOfTheThreatModel() throws IOException {
    List<String> rows =
        Files.readAllLines(RepositoryTemplate.HOME.resolve("docs/threat-model.md")).stream()
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();

    assertThat(rows)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            row -> assertThat(TEST.matcher(row).results().map(MatchResult::group)).isNotEmpty());
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> modules = MODULES.stream().map(RepositoryTemplate.HOME::resolve)) {
      return modules
          .flatMap(SecurityPagesTest::filesBelow)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  private static Stream<Path> filesBelow(Path module) {
    try (Stream<Path> files = Files.walk(module)) {
      return files.filter(file -> file.toString().contains("src/test/")).toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
