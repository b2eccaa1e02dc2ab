package io.entryguard.resources.function.deleteresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.OneResourceContract;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.testing.StoredPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeleteResourceOperationTest extends OneResourceContract {
  DeleteResourceOperationTest() {
    super(Permission.DELETE_RESOURCES);
  }

  @Override
  protected Operation operation() {
    return new DeleteResourceOperation(new DeleteResource(store, store, representation));
  }

  @Override
  protected APIGatewayProxyRequestEvent request(Caller caller, String resourceId) {
    return Events.delete(caller, resourceId);
  }

  private APIGatewayProxyRequestEvent ifMatch(String... lines) {
    return Events.withHeader(request(), "If-Match", lines);
  }

  private boolean isThere() {
    return store.find(organization, resource.id(), ENOUGH_TIME).isPresent();
  }

  private int resourceCount() {
    return StoredPartition.read(store, organization, ENOUGH_TIME)
        .organization()
        .orElseThrow()
        .resourceCount();
  }

  private void sessionsBecome(int count, int version) {
    new ApplyReport(store, store)
        .apply(organization, resource.id(), new ActiveSessions(count, version), ENOUGH_TIME);
  }

  @Test
  void deletesTheResourceAndFreesItsPlace() {
    Answer answer = answer(request());

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers())
        .containsOnly(
            entry("Cache-Control", "no-store"),
            entry("X-Content-Type-Options", "nosniff"),
            entry("X-Request-Id", Events.REQUEST_ID));
    assertThat(isThere()).isFalse();
    assertThat(resourceCount()).isZero();
  }

  @Test
  void findsNothingToDeleteTheSecondTime() {
    answer(request());

    assertThat(withoutChange(() -> answer(request())).summary())
        .isEqualTo("404 RESOURCE_NOT_FOUND");
  }

  @Test
  void refusesAKey() {
    Answer answer = withoutChange(() -> answer(request(Events.key(organization), id)));

    assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(answer.members())
        .containsEntry("message", "Deleting resources needs a user with role ORG_ADMIN.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"other\", %s", "%s, W/\"other\"", ", %s ,", "*"})
  void deletesTheStateThatIfMatchNames(String header) {
    assertThat(answer(ifMatch(header.formatted(tag()))).status()).isEqualTo(204);
    assertThat(isThere()).isFalse();
  }

  @Test
  void takesSeveralLinesOfIfMatchForOneList() {
    assertThat(answer(ifMatch("\"other\"", tag())).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "\"\"", "W/%s", "W/%s, \"other\""})
  void deletesNoOtherState(String header) {
    String tag = tag();

    assertThat(withoutChange(() -> answer(ifMatch(header.formatted(tag)))).summary())
        .isEqualTo("412 PRECONDITION_FAILED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "other", "W/other", "\"other", "*, \"other\"", ","})
  void refusesAnIfMatchThatIsNeitherAnyNorTags(String header) {
    Answer answer = withoutChange(() -> answer(ifMatch(header)));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys("If-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"other\""})
  void findsNothingByIfMatchWhereNothingIs(String header) {
    delete();

    assertThat(withoutChange(() -> answer(ifMatch(header))).summary())
        .isEqualTo("404 RESOURCE_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " ", "x", "null"})
  void refusesABody(String body) {
    Answer answer = withoutChange(() -> answer(Events.withBody(request(), body)));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors())
        .containsOnly(entry("body", "must be empty, because this operation takes no body"));
  }

  @Test
  void takesAnEmptyBodyForNone() {
    APIGatewayProxyRequestEvent event =
        Events.withHeader(Events.withBody(request(), ""), "Content-Type", "application/json");

    assertThat(answer(event).status()).isEqualTo(204);
  }

  @Test
  void deletesNothingThatSessionsUse() {
    sessionsBecome(2, 1);
    assertThat(withoutChange(() -> answer(request())).summary()).isEqualTo("400 RESOURCE_IN_USE");

    sessionsBecome(0, 2);
    assertThat(answer(request()).status()).isEqualTo(204);
  }

  /** Each step mends the first thing that the one before was refused for. */
  @Test
  void tellsErrorsInTheOrderOfTheContract() {
    sessionsBecome(1, 1);
    organizationBecomes(OrganizationStatus.SUSPENDED, 2);

    assertThat(answer(request(Events.member(organization), "mine")).summary())
        .isEqualTo("403 FORBIDDEN");
    Answer invalid =
        answer(
            Events.withQuery(
                Events.withBody(
                    Events.withHeader(request(admin, "mine"), "If-Match", "other"), "{}"),
                "force"));
    assertThat(invalid.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(invalid.validationErrors()).containsOnlyKeys("id", "force", "If-Match", "body");
    assertThat(answer(ifMatch("\"other\"")).summary()).isEqualTo("403 FORBIDDEN");

    organizationBecomes(OrganizationStatus.ACTIVE, 3);
    assertThat(
            answer(
                    Events.withHeader(
                        request(admin, "0199b2f4-6c00-7d3a-8f1e-2b7c9d04a5e6"),
                        "If-Match",
                        "\"other\""))
                .summary())
        .isEqualTo("404 RESOURCE_NOT_FOUND");
    assertThat(answer(ifMatch("\"other\"")).summary()).isEqualTo("412 PRECONDITION_FAILED");
    assertThat(answer(ifMatch(tag())).summary()).isEqualTo("400 RESOURCE_IN_USE");
    assertThat(isThere()).isTrue();

    sessionsBecome(0, 2);
    assertThat(answer(ifMatch(tag())).summary()).isEqualTo("204");
  }
}
