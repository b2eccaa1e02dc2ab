package io.entryguard.resources.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repository's template.yaml, for tests. */
public final class RepositoryTemplate {
  /** The repository's root folder; tests run in the folder of their module. */
  public static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** Attributes that identify the resource itself. */
  private static final List<String> OTHER_NAMES = List.of(".Arn", ".QueueName");

  /** Other attributes that the template uses. */
  private static final List<String> ATTRIBUTES =
      List.of(
          ".RegionalDomainName",
          ".RegionalHostedZoneId",
          ".Stage",
          ".StreamArn",
          ".Version.Version");

  /** The raw tree, which must not be modified. */
  private static final Object WRITTEN = YamlTree.read(text());

  private RepositoryTemplate() {}

  public static Template read() {
    return TemplateReader.read(HOME.resolve("template.yaml"), Map.of());
  }

  /**
   * Returns the template as written, with references to resources as logical names and parameters
   * as defaults.
   */
  static Section tree() {
    return tree(Map.of());
  }

  /** Returns the template with values for some parameters and conditions evaluated. */
  static Section tree(Map<String, String> parameters) {
    Map<String, String> values = values(parameters);
    Object tree = Conditions.choose(WRITTEN, values);
    Map<String, String> names = new HashMap<>(values);
    Section unresolved = Section.root(tree, References.of(Map.of(), Map.of()));
    for (String resource : unresolved.get("Resources").sections().keySet()) {
      names.put(resource, resource);
      OTHER_NAMES.forEach(name -> names.put(resource + name, resource));
      ATTRIBUTES.forEach(name -> names.put(resource + name, resource + name));
    }
    return Section.root(tree, References.of(Map.of(), names));
  }

  /** Returns the given values and the defaults of other parameters. */
  private static Map<String, String> values(Map<String, String> given) {
    Map<String, String> values = new HashMap<>();
    Section.root(WRITTEN, References.of(Map.of(), Map.of()))
        .get("Parameters")
        .sections()
        .forEach((name, parameter) ->
            parameter.optional("Default").ifPresent(value -> values.put(name, value.text())));
    values.putAll(given);
    return values;
  }

  /** Returns the resources of a type by logical name. */
  static Map<String, Section> resources(String type) {
    Map<String, Section> found = new LinkedHashMap<>();
    tree()
        .get("Resources")
        .sections()
        .forEach((name, resource) -> {
          if (resource.get("Type").text().equals(type)) {
            found.put(name, resource);
          }
        });
    return found;
  }

  /** Returns the properties of a resource, which must exist. */
  static Section properties(String resource) {
    return properties(resource, Map.of());
  }

  static Section properties(String resource, Map<String, String> parameters) {
    return tree(parameters).get("Resources").get(resource).get("Properties");
  }

  static List<String> texts(Section list) {
    return list.items().stream().map(Section::text).toList();
  }

  /** Returns a part of the template as read by {@link YamlTree}, with references unresolved. */
  static Optional<Object> raw(String... path) {
    return at(WRITTEN, path);
  }

  /** Returns the part with conditions evaluated for the parameters' defaults. */
  static Optional<Object> chosen(String... path) {
    return at(Conditions.choose(WRITTEN, values(Map.of())), path);
  }

  static Optional<Object> at(Object root, String... path) {
    Object tree = root;
    for (String member : path) {
      Object child = tree instanceof Map<?, ?> map ? map.get(member) : null;
      if (child == null) {
        return Optional.empty();
      }
      tree = child;
    }
    return Optional.of(tree);
  }

  static String text() {
    try {
      return Files.readString(HOME.resolve("template.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
