package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** samconfig.toml: the deployment of each environment. */
final class SamConfigTest {
  private static final Pattern SECTION =
      Pattern.compile("(?ms)^\\[(\\w+)\\.deploy\\.parameters\\]\\n(.*?)(?=^\\[|^#|\\z)");
  private static final Pattern SETTING = Pattern.compile("(?m)^(\\w+) = (?:\"(.*)\"|(\\w+))$");

  private static Map<String, Map<String, String>> environments() {
    Map<String, Map<String, String>> environments = new HashMap<>();
    SECTION
        .matcher(text())
        .results()
        .forEach(section -> {
          Map<String, String> settings = new HashMap<>();
          Matcher setting = SETTING.matcher(section.group(2));
          while (setting.find()) {
            settings.put(
                setting.group(1), setting.group(2) == null ? setting.group(3) : setting.group(2));
          }
          environments.put(section.group(1), settings);
        });
    return environments;
  }

  private static Stream<Map<String, String>> settings() {
    return environments().values().stream();
  }

  private static String value(Map<String, String> settings, String name) {
    assertThat(settings).containsKey(name);
    return settings.getOrDefault(name, "");
  }

  private static String text() {
    try {
      return Files.readString(RepositoryTemplate.HOME.resolve("samconfig.toml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void hasOneSectionForEachEnvironmentAndOneForTheFirstDeployment() {
    assertThat(environments()).containsOnlyKeys("default", "dev", "staging", "prod");
    assertThat(settings().map(each -> value(each, "stack_name"))).doesNotHaveDuplicates();
  }

  /** sam keeps the previous value of a parameter that is not given. */
  @ParameterizedTest
  @MethodSource("settings")
  void setsGradualDeploymentInEveryEnvironment(Map<String, String> settings) {
    String gradual = value(settings, "stack_name").endsWith("-dev") ? "false" : "true";

    assertThat(value(settings, "parameter_overrides").split(" ", -1))
        .contains("GradualDeployment=" + gradual);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void setsExistingParametersToValidValues(Map<String, String> settings) {
    for (String override : value(settings, "parameter_overrides").split(" ", -1)) {
      String[] parts = override.split("=", 2);
      Section parameter = RepositoryTemplate.tree().get("Parameters").get(parts[0]);

      parameter
          .optional("AllowedValues")
          .ifPresent(values -> assertThat(RepositoryTemplate.texts(values)).contains(parts[1]));
    }
  }

  /** The template has neither named roles nor nested stacks. */
  @ParameterizedTest
  @MethodSource("settings")
  void setsTheNeededCapabilitiesAndTags(Map<String, String> settings) {
    assertThat(settings).containsEntry("capabilities", "CAPABILITY_IAM");
    assertThat(Set.of(value(settings, "tags").split(" ", -1)))
        .contains("service=entryguard-resources");
  }
}
