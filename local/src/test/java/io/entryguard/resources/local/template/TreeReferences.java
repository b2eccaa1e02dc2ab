package io.entryguard.resources.local.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the parameters and resources to which a part of the template refers. */
final class TreeReferences {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

  private TreeReferences() {}

  /** Returns the references of a member at a path; empty if it is missing. */
  static Set<String> at(String... path) {
    return in(RepositoryTemplate.raw(path).orElse(List.of()));
  }

  /**
   * Returns all references in a tree.
   *
   * @param tree as {@link YamlTree} reads it
   */
  static Set<String> in(Object tree) {
    Set<String> names = new TreeSet<>();
    collect(tree, names);
    return names;
  }

  private static void collect(Object tree, Set<String> names) {
    switch (tree) {
      case Intrinsic(String name, String argument) when name.equals("Sub") -> {
        Matcher matcher = SUBSTITUTION.matcher(argument);
        while (matcher.find()) {
          names.add(withoutAttribute(matcher.group(1)));
        }
      }
      case Intrinsic(String name, List<?> arguments)
          when name.equals("Sub")
              && arguments.getFirst() instanceof String text
              && arguments.getLast() instanceof Map<?, ?> variables -> {
        collect(new Intrinsic(name, text), names);
        variables.keySet().forEach(names::remove);
        collect(variables, names);
      }
      case Intrinsic(String name, String argument)
          when Set.of("Ref", "GetAtt", "Condition").contains(name) ->
          names.add(withoutAttribute(argument));
      case Intrinsic(String name, List<?> arguments) when name.equals("If") -> {
        names.add((String) arguments.getFirst());
        arguments.forEach(argument -> collect(argument, names));
      }
      case Intrinsic intrinsic -> collect(intrinsic.argument(), names);
      case Map<?, ?> map -> map.values().forEach(value -> collect(value, names));
      case List<?> list -> list.forEach(item -> collect(item, names));
      default -> {
        // Plain text has no references.
      }
    }
  }

  private static String withoutAttribute(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
