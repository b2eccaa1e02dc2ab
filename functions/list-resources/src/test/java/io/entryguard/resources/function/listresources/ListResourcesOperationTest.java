package io.entryguard.resources.function.listresources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.json.ResourceListJson;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ListResourcesOperationTest {
  private static final OrganizationId ORGANIZATION = Samples.organizationId();
  private static final Caller ADMIN = Events.admin(ORGANIZATION);

  private final List<OrganizationId> listed = new ArrayList<>();

  private Answer respond(
      APIGatewayProxyRequestEvent event,
      Optional<Organization> organization,
      NamedResource... resources) {
    var catalog =
        new GivenCatalog((id, sink) -> {
          listed.add(id);
          List.of(resources).forEach(sink::add);
          return organization;
        });
    return Answer.to(
        event, TestApi.function(new ListResourcesOperation(new ListResources(catalog))));
  }

  private static Optional<Organization> organization(OrganizationStatus status) {
    return Optional.of(
        Samples.organization(ORGANIZATION, Tier.FREE, status, OptionalInt.empty(), 1));
  }

  static Stream<Arguments> callersWithPermission() {
    return Stream.of(
        argumentSet("an admin", ADMIN),
        argumentSet("a key with the scope", Events.key(ORGANIZATION)));
  }

  @ParameterizedTest
  @MethodSource("callersWithPermission")
  void listsTheResourcesOfTheCallersOrganization(Caller caller) {
    var resource =
        new NamedResource(
            Samples.resource(Samples.spec(Samples.credential(ORGANIZATION, Provider.AWS))),
            "Account");

    Answer answer =
        respond(Events.get(caller), organization(OrganizationStatus.ACTIVE), resource, resource);

    assertThat(answer.summary()).isEqualTo("200");
    assertThat(answer.body()).isEqualTo(ResourceListJson.of(List.of(resource, resource)));
    assertThat(answer.headers()).hasSize(4).containsEntry("X-Request-Id", Events.REQUEST_ID);
    assertThat(listed).containsExactly(ORGANIZATION);
  }

  @Test
  void returnsAnEmptyArrayForAnEmptyList() {
    Answer answer = respond(Events.get(ADMIN), organization(OrganizationStatus.ACTIVE));

    assertThat(answer.summary()).isEqualTo("200");
    assertThat(answer.body()).isEqualTo("[]");
  }

  static Stream<Arguments> callersWithoutPermission() {
    return Stream.of(
        argumentSet("a member", Events.member(ORGANIZATION)),
        argumentSet(
            "a key without the scope",
            new Caller(ORGANIZATION, CallerKind.API_KEY, "eg_live_1a2b", Set.of())),
        argumentSet(
            "a user with permission to create only",
            new Caller(
                ORGANIZATION, CallerKind.USER, "user-4", Set.of(Permission.CREATE_RESOURCES))));
  }

  @ParameterizedTest
  @MethodSource("callersWithoutPermission")
  void returns403WithoutThePermissionToReadBeforeAnyOtherError(Caller caller) {
    Answer answer =
        respond(
            Events.withQuery(Events.get(caller), "limit"),
            organization(OrganizationStatus.SUSPENDED));

    assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(answer.members())
        .containsEntry(
            "message",
            "Listing resources needs a user with role ORG_ADMIN or an API key with scope"
                + " resources:read.");
    assertThat(listed).isEmpty();
  }

  @Test
  void reportsEveryInvalidQueryParameterWithoutReading() {
    Answer answer =
        respond(
            Events.withQuery(Events.get(ADMIN), "limit", "cursor", "a\nb"),
            organization(OrganizationStatus.SUSPENDED));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors())
        .containsOnlyKeys("limit", "cursor", "a\uFFFDb")
        .containsEntry(
            "a\uFFFDb",
            "is not a query parameter here; there are provider, resourceType, limit and cursor");
    assertThat(listed).isEmpty();
  }

  @Test
  void returns403ForAnUnknownOrganizationAsForASuspendedOne() {
    Answer unknown = respond(Events.get(ADMIN), Optional.empty());
    Answer suspended = respond(Events.get(ADMIN), organization(OrganizationStatus.SUSPENDED));

    assertThat(unknown.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(suspended).isEqualTo(unknown);
  }

  @Test
  void returns500WithoutTheAuthorizersContext() {
    APIGatewayProxyRequestEvent event = Events.get(ADMIN);
    event.getRequestContext().setAuthorizer(null);

    assertThat(respond(event, organization(OrganizationStatus.ACTIVE)).summary())
        .isEqualTo("500 INTERNAL_ERROR");
    assertThat(listed).isEmpty();
  }

  @Test
  void ignoresBodyAndContentType() {
    APIGatewayProxyRequestEvent event =
        Events.withHeader(Events.get(ADMIN), "Content-Type", "text/plain").withBody("{");

    assertThat(respond(event, organization(OrganizationStatus.ACTIVE)).summary()).isEqualTo("200");
  }
}
