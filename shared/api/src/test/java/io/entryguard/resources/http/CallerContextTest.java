package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.organization.OrganizationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CallerContextTest {
  private static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"));

  static Stream<Arguments> callers() {
    return Stream.of(
        argumentSet("an admin", Events.admin(ORGANIZATION)),
        argumentSet("a member", Events.member(ORGANIZATION)),
        argumentSet("a key", Events.key(ORGANIZATION)),
        argumentSet(
            "a subject that is no word",
            new Caller(ORGANIZATION, CallerKind.USER, "a b \"é\"", Set.of())));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void readsWhatItWrote(Caller caller) {
    assertThat(CallerContext.read(Map.copyOf(CallerContext.write(caller)))).contains(caller);
  }

  @Test
  void writesFlatTextWithItsScopesSorted() {
    assertThat(CallerContext.write(Events.admin(ORGANIZATION)))
        .containsExactly(
            entry("organizationId", "0f8fad5b-d9cb-469f-a165-70867728950e"),
            entry("callerKind", "USER"),
            entry("subject", "user-1"),
            entry(
                "permissions",
                "resources:create resources:delete resources:read resources:update"
                    + " resources:verify"));
    assertThat(CallerContext.write(Events.member(ORGANIZATION))).containsEntry("permissions", "");
  }

  @Test
  void ignoresMembersThatApiGatewayAdds() {
    Map<String, Object> context = new HashMap<>(CallerContext.write(Events.key(ORGANIZATION)));
    context.put("principalId", "x");
    context.put("integrationLatency", 12);

    assertThat(CallerContext.read(context)).contains(Events.key(ORGANIZATION));
  }

  @Test
  void ignoresPermissionsOfANewerAuthorizer() {
    Map<String, Object> context = new HashMap<>(CallerContext.write(Events.key(ORGANIZATION)));
    context.put("permissions", "resources:read resources:archive groups:read");

    assertThat(CallerContext.read(context)).contains(Events.key(ORGANIZATION));
  }

  static Stream<Arguments> malformed() {
    return Stream.concat(
        Stream.of("organizationId", "callerKind", "subject", "permissions")
            .flatMap(name ->
                Stream.of(5, true, List.of("USER"), Map.of("a", "b"))
                    .map(value -> argumentSet(name + " is " + value, name, value))),
        Stream.of(
            argumentSet("an empty organization", "organizationId", ""),
            argumentSet("an organization that is no UUID", "organizationId", "ORG#1"),
            argumentSet("two organizations", "organizationId", ORGANIZATION + "," + ORGANIZATION),
            argumentSet("an empty subject", "subject", ""),
            argumentSet("a blank subject", "subject", " \t"),
            argumentSet("an empty kind", "callerKind", ""),
            argumentSet("an unknown kind", "callerKind", "ROBOT"),
            argumentSet("a kind in lower case", "callerKind", "user"),
            argumentSet("a wildcard", "permissions", "*"),
            argumentSet("a scope in upper case", "permissions", "RESOURCES:READ"),
            argumentSet("scopes with commas", "permissions", "resources:create,resources:read")));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void readsNoCallerFromAMalformedContext(String name, Object value) {
    Map<String, Object> context = new HashMap<>(CallerContext.write(Events.admin(ORGANIZATION)));
    context.put(name, value);

    assertThat(CallerContext.read(context)).isEmpty();
  }

  @Test
  void readsNoCallerIfAMemberIsMissing() {
    for (String name : List.of("organizationId", "callerKind", "subject", "permissions")) {
      Map<String, Object> context = new HashMap<>(CallerContext.write(Events.admin(ORGANIZATION)));
      context.remove(name);

      assertThat(CallerContext.read(context)).isEmpty();
    }
    assertThat(CallerContext.read(Map.of())).isEmpty();
  }

  @Test
  void parsesPermissionsByTheirScopes() {
    for (Permission permission : Permission.values()) {
      assertThat(Permission.ofScope(permission.scope())).contains(permission);
    }
    assertThat(Permission.ofScope("")).isEmpty();
    assertThat(Permission.ofScope("resources:*")).isEmpty();
  }
}
