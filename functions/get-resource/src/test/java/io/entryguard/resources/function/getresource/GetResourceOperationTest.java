package io.entryguard.resources.function.getresource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.get.GetResource;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.OneResourceContract;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.json.Golden;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.resource.EntityTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GetResourceOperationTest extends OneResourceContract {
  GetResourceOperationTest() {
    super(Permission.READ_RESOURCES);
  }

  @Override
  protected Operation operation() {
    return new GetResourceOperation(new GetResource(store, representation));
  }

  @Override
  protected APIGatewayProxyRequestEvent request(Caller caller, String resourceId) {
    return Events.get(caller, resourceId);
  }

  @Test
  void showsTheResourceAsItsCreateDid() {
    Answer answer = withoutChange(() -> answer(request()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            Golden.compact("create-resource-response.json")
                .replace("550e8400-e29b-41d4-a716-446655440000", id)
                .replace("7c9e6679-7425-40de-944b-e07fc1f90ae7", credential.id().toString())
                .replace(
                    "{\"port\":443,\"protocol\":\"tcp\"}",
                    "{\"port\": 443, \"protocol\": \"tcp\"}"));
    assertThat(answer.headers())
        .containsOnly(
            entry("Content-Type", "application/json"),
            entry("Cache-Control", "no-store"),
            entry("X-Content-Type-Options", "nosniff"),
            entry("X-Request-Id", Events.REQUEST_ID),
            entry("ETag", EntityTag.of(answer.body()).quoted()));
  }

  @Test
  void servesAKeyWithTheScope() {
    assertThat(answer(request(Events.key(organization), id)).body()).isEqualTo(shown());
  }

  @Test
  void hasAnotherTagWhenTheCredentialIsRenamed() {
    Answer before = answer(request());
    store.save(
        new Credential(organization, credential.id(), "Renamed", credential.provider(), false, 2));
    Answer after = answer(request());

    assertThat(after.members()).containsEntry("credentialName", "Renamed");
    assertThat(after.headers().get("ETag")).isNotEqualTo(before.headers().get("ETag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void sendsNoBodyToAClientThatHasThisState(String header) {
    String tag = tag();

    Answer answer = answer(Events.withHeader(request(), "If-None-Match", header.formatted(tag)));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers())
        .containsOnly(
            entry("Cache-Control", "no-store"),
            entry("X-Content-Type-Options", "nosniff"),
            entry("X-Request-Id", Events.REQUEST_ID),
            entry("ETag", tag));
  }

  @Test
  void takesSeveralLinesOfIfNoneMatchForOneList() {
    assertThat(answer(Events.withHeader(request(), "If-None-Match", "\"other\"", tag())).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/\"other\"", "", "other", "*, \"other\"", "\""})
  void showsTheResourceForAnotherStateAndForWhatIsNoTag(String header) {
    assertThat(answer(Events.withHeader(request(), "If-None-Match", header)).body())
        .isEqualTo(shown());
  }

  @Test
  void doesNotTellByIfNoneMatchWhatIsThere() {
    delete();

    assertThat(answer(Events.withHeader(request(), "If-None-Match", "*")).summary())
        .isEqualTo("404 RESOURCE_NOT_FOUND");
  }

  @Test
  void answersHeadAsGetWithoutTheBody() {
    Answer get = answer(request());

    assertThat(answer(request().withHttpMethod("HEAD")))
        .isEqualTo(new Answer(200, get.headers(), ""));
    assertThat(
            answer(Events.withHeader(request(), "If-None-Match", "*").withHttpMethod("HEAD"))
                .status())
        .isEqualTo(304);
  }

  @Test
  void looksAtNoBodyAndNoContentType() {
    APIGatewayProxyRequestEvent event =
        Events.withHeader(Events.withBody(request(), "{"), "Content-Type", "text/plain");

    assertThat(answer(event).status()).isEqualTo(200);
  }

  /** Each step mends the first thing that the one before was refused for. */
  @Test
  void tellsErrorsInTheOrderOfTheContract() {
    organizationBecomes(OrganizationStatus.SUSPENDED, 2);
    delete();

    assertThat(answer(request(Events.member(organization), "mine")).summary())
        .isEqualTo("403 FORBIDDEN");
    assertThat(answer(request(admin, "mine")).summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer(request()).summary()).isEqualTo("403 FORBIDDEN");

    organizationBecomes(OrganizationStatus.ACTIVE, 3);
    assertThat(answer(request()).summary()).isEqualTo("404 RESOURCE_NOT_FOUND");

    add(organization, resource);
    assertThat(answer(request()).summary()).isEqualTo("200");
  }
}
