package io.entryguard.resources.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes {@code !If} out of a template: what stays is what the parameters' values choose. */
final class Conditions {
  private static final Intrinsic NO_VALUE = new Intrinsic("Ref", "AWS::NoValue");

  private final Map<?, ?> conditions;
  private final Map<String, String> parameters;

  private Conditions(Map<?, ?> conditions, Map<String, String> parameters) {
    this.conditions = conditions;
    this.parameters = parameters;
  }

  /**
   * The template without its choices.
   *
   * @throws TemplateException for a condition that is not there or not understood, if a choice
   *     depends on it
   */
  static Object apply(Object tree, Map<String, String> parameters) {
    return tree instanceof Map<?, ?> root && root.get("Conditions") instanceof Map<?, ?> conditions
        ? new Conditions(conditions, parameters).chosen(tree)
        : tree;
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
      throw new TemplateException("Conditions: " + name + " is missing");
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
      case Intrinsic(String function, String other) when function.equals("Condition") ->
          holds(other);
      default -> throw new TemplateException("Conditions." + name + ": is not understood");
    };
  }

  private String text(Object name, Object value) {
    return switch (value) {
      case String text -> text;
      case Intrinsic(String function, String parameter)
          when function.equals("Ref") && parameters.containsKey(parameter) ->
          parameters.get(parameter);
      default -> throw new TemplateException("Conditions." + name + ": is not understood");
    };
  }
}
