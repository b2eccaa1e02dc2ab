package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a function may do: its role in the template. */
public record FunctionRole(String name) {
  public static FunctionRole of(String function) {
    return new FunctionRole(properties(function).get("Role").text());
  }

  /** What its own policies say and those that it has by default. */
  List<Section> statements() {
    return Stream.concat(
            properties(name).get("Policies").items().stream(),
            RepositoryTemplate.resources("AWS::IAM::Policy").values().stream()
                .filter(policy -> policy.optional("Condition").isEmpty())
                .map(policy -> policy.get("Properties"))
                .filter(policy -> RepositoryTemplate.texts(policy.get("Roles")).contains(name)))
        .flatMap(policy -> policy.get("PolicyDocument").get("Statement").items().stream())
        .toList();
  }

  /** What it may do with one of the template's resources. */
  public Set<Permission> permissionsOn(String resource) {
    Set<Permission> permissions = new HashSet<>();
    statements().stream()
        .filter(statement -> resource(statement).equals(resource))
        .forEach(statement ->
            statement
                .get("Action")
                .items()
                .forEach(action ->
                    leadingKeys(statement)
                        .forEach(keys -> permissions.add(new Permission(action.text(), keys)))));
    return permissions;
  }

  /** What a statement is about, by its name in the template if it has one. */
  static String resource(Section statement) {
    return statement.get("Resource").text().replaceFirst("^arn:.*:event-bus/", "");
  }

  private static List<String> leadingKeys(Section statement) {
    return statement
        .optional("Condition")
        .flatMap(condition -> condition.optional("ForAllValues:StringLike"))
        .map(condition -> RepositoryTemplate.texts(condition.get("dynamodb:LeadingKeys")))
        .orElse(List.of("*"));
  }

  /**
   * One action on one kind of items.
   *
   * @param action as IAM names it
   * @param leadingKeys what the partition keys begin with, as {@code ORG#*}
   */
  public record Permission(String action, String leadingKeys) {}
}
