package io.entryguard.resources.http;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.organization.OrganizationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A caller on its way from the authorizer to a function, through API Gateway, which carries flat
 * text. The organization of a request comes from here and from nowhere else.
 */
public final class CallerContext {
  private static final String ORGANIZATION_ID = "organizationId";
  private static final String CALLER_KIND = "callerKind";
  private static final String SUBJECT = "subject";
  private static final String PERMISSIONS = "permissions";

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
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalStateException for anything else: then the API does not call the authorizer as
   *     it should, and nobody may pass
   */
  public static Caller read(Map<String, Object> context) {
    OrganizationId organization =
        organization(context).orElseThrow(() -> malformed(ORGANIZATION_ID));
    return new Caller(organization, kind(context), subject(context), permissions(context));
  }

  /** The caller's organization alone; empty where there is none, or none that could be one. */
  public static Optional<OrganizationId> organization(Map<String, Object> context) {
    return context.get(ORGANIZATION_ID) instanceof String text
        ? OrganizationId.parse(text)
        : Optional.empty();
  }

  /** How the caller proved who it is; empty where there is none. */
  public static Optional<CallerKind> callerKind(Map<String, Object> context) {
    Object text = context.get(CALLER_KIND);
    for (CallerKind kind : CallerKind.values()) {
      if (kind.name().equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static CallerKind kind(Map<String, Object> context) {
    return callerKind(context).orElseThrow(() -> malformed(CALLER_KIND));
  }

  private static String subject(Map<String, Object> context) {
    String subject = text(context, SUBJECT);
    if (subject.isBlank()) {
      throw malformed(SUBJECT);
    }
    return subject;
  }

  private static Set<Permission> permissions(Map<String, Object> context) {
    return Stream.of(text(context, PERMISSIONS).split(" "))
        .filter(scope -> !scope.isEmpty())
        .map(scope -> Permission.ofScope(scope).orElseThrow(() -> malformed(PERMISSIONS)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Map<String, Object> context, String name) {
    if (context.get(name) instanceof String text) {
      return text;
    }
    throw malformed(name);
  }

  private static IllegalStateException malformed(String name) {
    return new IllegalStateException("the authorizer context has no valid " + name);
  }
}
