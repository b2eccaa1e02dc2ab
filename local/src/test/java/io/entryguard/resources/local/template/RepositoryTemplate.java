package io.entryguard.resources.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The template that is deployed, for the tests. */
public final class RepositoryTemplate {
  /** The repository's folder; tests run in their module's. */
  public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private RepositoryTemplate() {}

  public static Template read() {
    return TemplateReader.read(HOME.resolve("template.yaml"), Map.of());
  }

  static Section tree() {
    return Section.root(
        YamlTree.read(text()),
        References.of(
            Map.of(), Map.of("Table.Arn", "Table", "Keyring", "Keyring", "Table", "Table")));
  }

  static String text() {
    try {
      return Files.readString(HOME.resolve("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
