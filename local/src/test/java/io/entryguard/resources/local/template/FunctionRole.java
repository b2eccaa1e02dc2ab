package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A function's role in the template. */
public record FunctionRole(String name) {
  public static FunctionRole of(String function) {
    return new FunctionRole(properties(function).get("Role").text());
  }

  /** Returns the statements of the role itself and of unconditional policies attached to it. */
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

  /** Returns the role's permissions on a resource of the template. */
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

  /** Returns the resource of a statement, by its logical name if it has one. */
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
   * An action on items with certain partition keys.
   *
   * @param action the IAM action
   * @param leadingKeys the pattern of partition keys, such as {@code ORG#*}
   */
  public record Permission(String action, String leadingKeys) {}
}
