package io.entryguard.resources.local.template;

import io.entryguard.resources.local.command.CommandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A section of the template with its path, for error messages. */
final class Section {
  private final String path;
  private final Object value;
  private final References references;

  private Section(String path, Object value, References references) {
    this.path = path;
    this.value = value;
    this.references = references;
  }

  static Section root(Object tree, References references) {
    return new Section("", tree, references);
  }

  String path() {
    return path;
  }

  Section get(String key) {
    return optional(key).orElseThrow(() -> problem(key + " is missing"));
  }

  Optional<Section> optional(String key) {
    return Optional.ofNullable(members().get(key)).map(child -> child(key, child));
  }

  /** Returns the members by name, in the template's order. */
  Map<String, Section> sections() {
    Map<String, Section> sections = new LinkedHashMap<>();
    members().forEach((key, member) -> sections.put(key, child(key, member)));
    return sections;
  }

  List<Section> items() {
    if (!(value instanceof List<?> list)) {
      throw problem("is no list");
    }
    List<Section> items = new ArrayList<>();
    for (Object item : list) {
      items.add(child(Integer.toString(items.size()), item));
    }
    return items;
  }

  /** Returns the text with references resolved. */
  String text() {
    return switch (value) {
      case String text -> text;
      case Intrinsic intrinsic -> references.resolve(path, intrinsic);
      default -> throw problem("is no text");
    };
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw problem("is no whole number");
    }
  }

  /**
   * Returns the logical name of the function to whose alias or ARN this refers.
   *
   * @param functions the template's functions
   */
  String functionName(Set<String> functions) {
    if (value instanceof Intrinsic(String name, String argument)) {
      String suffix = name.equals("Ref") ? ".Alias" : ".Arn";
      for (String function : functions) {
        if (argument.equals(function + suffix)) {
          return function;
        }
      }
    }
    throw problem("names no function of this template");
  }

  /** Returns the logical name of the resource whose ARN this is. */
  String arnOwner() {
    return owner(".Arn").orElseThrow(() -> problem("is the ARN of no resource of this template"));
  }

  /** Returns the logical name of the table whose stream's ARN this is; empty for any other ARN. */
  Optional<String> streamOwner() {
    return owner(".StreamArn");
  }

  private Optional<String> owner(String attribute) {
    return value instanceof Intrinsic(String name, String argument)
            && name.equals("GetAtt")
            && argument.endsWith(attribute)
        ? Optional.of(argument.substring(0, argument.length() - attribute.length()))
        : Optional.empty();
  }

  /** Rejects members that are not supported. */
  Section withOnly(Set<String> known) {
    for (String key : members().keySet()) {
      if (!known.contains(key)) {
        throw problem(key + " is not understood");
      }
    }
    return this;
  }

  /** Rejects any value of a member but this one, alone or as the only element of a list. */
  Section withOnly(String key, String known) {
    Section member = get(key);
    List<Section> values = member.value instanceof List<?> ? member.items() : List.of(member);
    if (values.size() != 1 || !values.getFirst().text().equals(known)) {
      throw problem(key + " other than " + known + " is not understood");
    }
    return this;
  }

  CommandException problem(String what) {
    return new CommandException(path.isEmpty() ? what : path + ": " + what);
  }

  @SuppressWarnings("unchecked") // YamlTree makes maps with text keys only
  private Map<String, Object> members() {
    if (!(value instanceof Map<?, ?>)) {
      throw problem("is no map");
    }
    return (Map<String, Object>) value;
  }

  private Section child(String key, Object child) {
    return new Section(path.isEmpty() ? key : path + "." + key, child, references);
  }
}
