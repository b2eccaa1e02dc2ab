package io.entryguard.resources.local.template;

import io.entryguard.resources.local.command.CommandException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves {@code !Ref}, {@code !GetAtt} and {@code !Sub} for this machine. */
final class References {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^!}]+)}");
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId", LocalAws.ACCOUNT,
          "AWS::Partition", "aws",
          "AWS::Region", LocalAws.REGION,
          "AWS::StackName", LocalAws.STACK,
          "AWS::URLSuffix", "amazonaws.com");

  private final Map<String, String> values;

  private References(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param parameters the values of the template's parameters
   * @param names the values of references to resources and their attributes
   */
  static References of(Map<String, String> parameters, Map<String, String> names) {
    Map<String, String> values = new HashMap<>(PSEUDO_PARAMETERS);
    values.putAll(names);
    values.putAll(parameters);
    return new References(Map.copyOf(values));
  }

  String resolve(String where, Intrinsic intrinsic) {
    return switch (intrinsic.argument()) {
      case String text when intrinsic.name().equals("Ref") -> value(where, text);
      case String text when intrinsic.name().equals("GetAtt") -> value(where, text);
      case String text when intrinsic.name().equals("Sub") ->
          substitute(text, name -> value(where, name));
      case List<?> parts
          when intrinsic.name().equals("Sub")
              && parts.size() == 2
              && parts.get(0) instanceof String text
              && parts.get(1) instanceof Map<?, ?> variables ->
          substitute(text, name -> variable(where, variables, name));
      case List<?> parts when intrinsic.name().equals("GetAtt") && parts.size() == 2 ->
          value(where, parts.get(0) + "." + parts.get(1));
      default ->
          throw new CommandException(
              where + ": !" + intrinsic.name() + " is not understood in this form");
    };
  }

  private static String substitute(String text, UnaryOperator<String> values) {
    return SUBSTITUTION
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
  }

  /** Resolves a name in a {@code !Sub} that defines its own variables. */
  private String variable(String where, Map<?, ?> variables, String name) {
    return switch (variables.get(name)) {
      case null -> value(where, name);
      case Intrinsic intrinsic -> resolve(where, intrinsic);
      case Object text -> text.toString();
    };
  }

  private String value(String where, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new CommandException(where + ": nothing is known here about " + name);
    }
    return value;
  }
}
