package io.entryguard.resources.local.template;

import io.entryguard.resources.local.command.CommandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates a template's conditions for given parameters: resolves each {@code !If} and removes
 * resources whose condition is false.
 */
final class Conditions {
  private static final Intrinsic NO_VALUE = new Intrinsic("Ref", "AWS::NoValue");

  private static final String CONDITION = "Condition";

  private final Map<?, ?> conditions;
  private final Map<String, String> parameters;

  private Conditions(Map<?, ?> conditions, Map<String, String> parameters) {
    this.conditions = conditions;
    this.parameters = parameters;
  }

  /**
   * Resolves each {@code !If} and removes the resources whose condition is false.
   *
   * @throws CommandException for a missing or unsupported condition that an {@code !If} or a
   *     resource uses
   */
  static Object apply(Object tree, Map<String, String> parameters) {
    if (tree instanceof Map<?, ?> root
        && root.get("Conditions") instanceof Map<?, ?> conditions
        && root.get("Resources") instanceof Map<?, ?> resources) {
      Map<Object, Object> deployed = new LinkedHashMap<>(root);
      deployed.put("Resources", new Conditions(conditions, parameters).deployed(resources));
      return choose(deployed, parameters);
    }
    return tree;
  }

  /** Resolves each {@code !If} and keeps every resource. */
  static Object choose(Object tree, Map<String, String> parameters) {
    return tree instanceof Map<?, ?> root && root.get("Conditions") instanceof Map<?, ?> conditions
        ? new Conditions(conditions, parameters).chosen(tree)
        : tree;
  }

  private Map<Object, Object> deployed(Map<?, ?> resources) {
    Map<Object, Object> deployed = new LinkedHashMap<>();
    resources.forEach((name, resource) -> {
      Map<Object, Object> members =
          resource instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : new LinkedHashMap<>();
      Object condition = members.remove(CONDITION);
      if (condition == null || holds(condition)) {
        deployed.put(name, members.isEmpty() ? resource : members);
      }
    });
    return deployed;
  }

  private Object chosen(Object node) {
    return switch (node) {
      case Intrinsic(String name, List<?> choice) when name.equals("If") && choice.size() == 3 ->
          chosen(choice.get(holds(choice.getFirst()) ? 1 : 2));
      case Intrinsic(String name, Object argument) -> new Intrinsic(name, chosen(argument));
      case Map<?, ?> map -> members(map);
      case List<?> list -> items(list);
      default -> node;
    };
  }

  private Map<Object, Object> members(Map<?, ?> map) {
    Map<Object, Object> members = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      Object member = chosen(value);
      if (!member.equals(NO_VALUE)) {
        members.put(key, member);
      }
    });
    return members;
  }

  private List<Object> items(List<?> list) {
    List<Object> items = new ArrayList<>();
    for (Object value : list) {
      Object item = chosen(value);
      if (!item.equals(NO_VALUE)) {
        items.add(item);
      }
    }
    return items;
  }

  private boolean holds(Object name) {
    Object condition = conditions.get(name);
    if (condition == null) {
      throw new CommandException("Conditions: " + name + " is missing");
    }
    return isTrue(name, condition);
  }

  private boolean isTrue(Object name, Object condition) {
    return switch (condition) {
      case Intrinsic(String function, List<?> values)
          when function.equals("Equals") && values.size() == 2 ->
          text(name, values.getFirst()).equals(text(name, values.getLast()));
      case Intrinsic(String function, List<?> values)
          when function.equals("Not") && values.size() == 1 ->
          !isTrue(name, values.getFirst());
      case Intrinsic(String function, List<?> values) when function.equals("And") ->
          values.stream().allMatch(value -> isTrue(name, value));
      case Intrinsic(String function, List<?> values) when function.equals("Or") ->
          values.stream().anyMatch(value -> isTrue(name, value));
      case Intrinsic(String function, String other) when function.equals(CONDITION) -> holds(other);
      default -> throw new CommandException("Conditions." + name + ": is not understood");
    };
  }

  private String text(Object name, Object value) {
    return switch (value) {
      case String text -> text;
      case Intrinsic(String function, String parameter)
          when function.equals("Ref") && parameters.containsKey(parameter) ->
          parameters.get(parameter);
      default -> throw new CommandException("Conditions." + name + ": is not understood");
    };
  }
}
