package io.entryguard.resources.http;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.organization.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The authorizer's context: the caller as flat text, which API Gateway passes from the authorizer
 * to the function. It is the only source of a request's organization.
 */
public final class CallerContext {
  private static final String ORGANIZATION_ID = "organizationId";
  private static final String CALLER_KIND = "callerKind";
  private static final String SUBJECT = "subject";
  private static final String PERMISSIONS = "permissions";

  private static final Pattern SCOPE = Pattern.compile("[a-z]+:[a-z]+");

  private CallerContext() {}

  public static Map<String, String> write(Caller caller) {
    Map<String, String> context = new LinkedHashMap<>();
    context.put(ORGANIZATION_ID, caller.organization().toString());
    context.put(CALLER_KIND, caller.kind().name());
    context.put(SUBJECT, caller.subject());
    context.put(
        PERMISSIONS,
        caller.permissions().stream()
            .map(Permission::scope)
            .sorted()
            .collect(Collectors.joining(" ")));
    return context;
  }

  /**
   * Reads what {@link #write} wrote. Empty for anything else: the API is then misconfigured, and
   * the request must fail.
   */
  static Optional<Caller> read(Map<String, Object> context) {
    Optional<OrganizationId> organization =
        text(context, ORGANIZATION_ID).flatMap(OrganizationId::parse);
    Optional<CallerKind> kind = text(context, CALLER_KIND).flatMap(CallerContext::kind);
    Optional<String> subject = text(context, SUBJECT).filter(value -> !value.isBlank());
    Optional<Set<Permission>> permissions =
        text(context, PERMISSIONS).flatMap(CallerContext::permissions);
    if (organization.isEmpty() || kind.isEmpty() || subject.isEmpty() || permissions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(organization.get(), kind.get(), subject.get(), permissions.get()));
  }

  private static Optional<String> text(Map<String, Object> context, String name) {
    return context.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<CallerKind> kind(String text) {
    return Stream.of(CallerKind.values()).filter(kind -> kind.name().equals(text)).findFirst();
  }

  /**
   * Leaves out permissions that this function does not know: during a deployment the authorizer may
   * be newer. Empty if the text is not a list of scopes.
   */
  private static Optional<Set<Permission>> permissions(String scopes) {
    List<String> all = Stream.of(scopes.split(" ")).filter(scope -> !scope.isEmpty()).toList();
    return all.stream().allMatch(scope -> SCOPE.matcher(scope).matches())
        ? Optional.of(
            all.stream()
                .flatMap(scope -> Permission.ofScope(scope).stream())
                .collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }
}
