package io.entryguard.resources.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The template that is deployed, for the tests. */
public final class RepositoryTemplate {
  /** The repository's folder; tests run in their module's. */
  public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private RepositoryTemplate() {}

  public static Template read() {
    return TemplateReader.read(HOME.resolve("template.yaml"), Map.of());
  }

  /** The template as it is written, in which a resource goes by its logical name. */
  static Section tree() {
    Map<String, String> names = new HashMap<>();
    for (String resource :
        List.of(
            "AlarmTopic",
            "EventBus",
            "Keyring",
            "ProvisionDeadLetterQueue",
            "ProvisionQueue",
            "ProvisionRule",
            "PublishChangesDeadLetterQueue",
            "PublishChangesFunction",
            "PublishChangesFunctionLogGroup",
            "Table")) {
      names.put(resource, resource);
      names.put(resource + ".Arn", resource);
      names.put(resource + ".QueueName", resource);
      names.put(resource + ".StreamArn", resource + ".StreamArn");
    }
    return Section.root(YamlTree.read(text()), References.of(Map.of(), names));
  }

  static String text() {
    try {
      return Files.readString(HOME.resolve("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
