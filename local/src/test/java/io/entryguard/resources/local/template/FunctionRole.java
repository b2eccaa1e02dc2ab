package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a function may do: its role in the template. */
public record FunctionRole(String name) {
  public static FunctionRole of(String function) {
    return new FunctionRole(properties(function).get("Role").text());
  }

  List<Section> statements() {
    return properties(name).get("Policies").items().stream()
        .flatMap(policy -> policy.get("PolicyDocument").get("Statement").items().stream())
        .toList();
  }

  /** What it may do with one of the template's resources. */
  public Set<Permission> permissionsOn(String resource) {
    Set<Permission> permissions = new HashSet<>();
    statements().stream()
        .filter(statement -> statement.get("Resource").text().equals(resource))
        .forEach(statement ->
            statement
                .get("Action")
                .items()
                .forEach(action ->
                    leadingKeys(statement)
                        .forEach(keys -> permissions.add(new Permission(action.text(), keys)))));
    return permissions;
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
