package io.entryguard.resources.function.updateresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.OneResourceContract;
import io.entryguard.resources.http.Operation;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.update.UpdateResource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateResourceOperationTest extends OneResourceContract {
  private static final String RENAME = "{\"name\": \"Renamed\"}";
  private static final String LATER = "2026-02-18T12:00:00Z";

  UpdateResourceOperationTest() {
    super(Permission.UPDATE_RESOURCES);
  }

  @Override
  protected Operation operation() {
    return new UpdateResourceOperation(
        new UpdateResource(
            store,
            store,
            representation,
            () -> NOW.plus(Duration.ofHours(1)),
            new SplittableRandom(1)));
  }

  @Override
  protected APIGatewayProxyRequestEvent request(Caller caller, String resourceId) {
    return Events.patch(caller, resourceId, RENAME);
  }

  private Answer patch(String body) {
    return answer(Events.patch(admin, id, body));
  }

  private APIGatewayProxyRequestEvent ifMatch(String... lines) {
    return Events.withHeader(request(), "If-Match", lines);
  }

  private Credential credential(OrganizationId owner, Provider provider, String name) {
    Credential sample = Samples.credential(owner, provider);
    var named = new Credential(owner, sample.id(), name, provider, false, 1);
    store.save(named);
    return named;
  }

  private void verified() {
    new ApplyReport(store, store)
        .apply(organization, resource.id(), new Verification(true, NOW, 1), ENOUGH_TIME);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("name", "\"Renamed\"", "Renamed"),
        change("resourceIdentifier", "\"sg-2\"", "sg-2"),
        change("region", "\"eu-west-1\"", "eu-west-1"),
        change("config", "{\"ports\": [22, 80]}", Map.of("ports", List.of(22, 80))),
        change("config", "{}", Map.of()));
  }

  private static Arguments change(String member, String json, Object value) {
    return argumentSet(member + ": " + json, member, json, value);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changesTheMemberAndUpdatedAtAndNothingElse(String member, String json, Object value) {
    Map<String, Object> expected = new LinkedHashMap<>(patch("{}").members());
    expected.put(member, value);
    expected.put("updatedAt", LATER);

    Answer answer = patch("{\"%s\": %s}".formatted(member, json));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.members()).isEqualTo(expected);
    assertThat(answer.body()).isEqualTo(shown());
    assertThat(answer.headers())
        .containsOnly(
            entry("Content-Type", "application/json"),
            entry("Cache-Control", "no-store"),
            entry("X-Content-Type-Options", "nosniff"),
            entry("X-Request-Id", Events.REQUEST_ID),
            entry("ETag", EntityTag.of(answer.body()).quoted()));
  }

  @Test
  void clearsTheConfigByNull() {
    Answer answer = patch("{\"config\": null}");

    assertThat(answer.summary()).isEqualTo("200");
    assertThat(answer.members()).containsEntry("config", null).containsEntry("updatedAt", LATER);
  }

  @Test
  void clearsTheRegionByNullWhereTheProviderNeedsNone() {
    Credential gcp = credential(organization, Provider.GCP, "GCP");
    Resource rule = Samples.resource(Samples.spec(gcp));
    add(organization, rule);

    Answer answer = answer(Events.patch(admin, rule.id().toString(), "{\"region\": null}"));

    assertThat(answer.summary()).isEqualTo("200");
    assertThat(answer.members()).containsEntry("region", null);
  }

  @Test
  void takesNoRegionFromAResourceThatNeedsOne() {
    Answer answer = withoutChange(() -> patch("{\"region\": null}"));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys("region");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": \"Production API Gateway\"}",
        "{\"isActive\": true}",
        "{\"region\": \"eu-central-1\", \"resourceIdentifier\": \"sg-0abc123def456\"}"
      })
  void writesNothingWhereNothingChanges(String body) {
    Answer answer = withoutChange(() -> patch(body));

    assertThat(answer.summary()).isEqualTo("200");
    assertThat(answer.body()).isEqualTo(shown());
    assertThat(answer.headers()).containsEntry("ETag", tag());
    assertThat(answer.members()).containsEntry("updatedAt", "2026-02-18T11:00:00Z");
  }

  @Test
  void disablesAndEnables() {
    verified();

    assertThat(patch("{\"isActive\": false}").members()).containsEntry("isActive", false);
    assertThat(patch("{\"isActive\": true}").members()).containsEntry("isActive", true);
  }

  @Test
  void isInactiveWithAnotherTargetUntilTheNextSuccess() {
    verified();

    assertThat(patch("{\"resourceIdentifier\": \"sg-2\"}").members())
        .containsEntry("isActive", false)
        .containsEntry("lastVerifiedAt", "2026-02-18T11:00:00Z");
  }

  @Test
  void takesAnotherCredentialOfTheSameProvider() {
    Credential other = credential(organization, Provider.AWS, "Other Account");

    Answer answer = patch("{\"credentialId\": \"%s\"}".formatted(other.id()));

    assertThat(answer.summary()).isEqualTo("200");
    assertThat(answer.members())
        .containsEntry("credentialId", other.id().toString())
        .containsEntry("credentialName", "Other Account");
  }

  @Test
  void takesNoCredentialOfAnotherProvider() {
    Credential gcp = credential(organization, Provider.GCP, "GCP");

    Answer answer = withoutChange(() -> patch("{\"credentialId\": \"%s\"}".formatted(gcp.id())));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys("credentialId");
  }

  @Test
  void findsNoCredentialOfAnotherOrganizationNorADeletedNorAnUnknownOne() {
    Credential others = credential(Samples.organizationId(), Provider.AWS, "Theirs");
    Credential deleted = credential(organization, Provider.AWS, "Deleted");
    store.save(new Credential(organization, deleted.id(), "Deleted", Provider.AWS, true, 2));

    for (CredentialId missing : List.of(others.id(), deleted.id(), CredentialId.NIL)) {
      Answer answer = withoutChange(() -> patch("{\"credentialId\": \"%s\"}".formatted(missing)));

      assertThat(answer.summary()).isEqualTo("404 CREDENTIAL_NOT_FOUND");
    }
  }

  @Test
  void refusesAKey() {
    Answer answer = withoutChange(() -> answer(request(Events.key(organization), id)));

    assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(answer.members())
        .containsEntry("message", "Updating resources needs a user with role ORG_ADMIN.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"name\": null}                 | name",
        "{\"name\": \"\"}                 | name",
        "{\"name\": \" padded\"}          | name",
        "{\"name\": 5}                    | name",
        "{\"resourceIdentifier\": null}   | resourceIdentifier",
        "{\"resourceIdentifier\": \"a\\tb\"} | resourceIdentifier",
        "{\"credentialId\": null}         | credentialId",
        "{\"credentialId\": \"mine\"}     | credentialId",
        "{\"region\": \"\"}               | region",
        "{\"config\": []}                 | config",
        "{\"config\": {\"port\": 65536}}  | config.port",
        "{\"config\": {\"protocol\": \"TCP\"}} | config.protocol",
        "{\"isActive\": \"true\"}         | isActive",
        "{\"isActive\": null}             | isActive",
        "{\"provider\": \"AWS\"}          | provider",
        "{\"resourceType\": \"WAF\"}      | resourceType",
        "{\"id\": \"x\"}                  | id",
        "{\"credentialName\": \"x\"}      | credentialName",
        "{\"createdAt\": \"x\"}           | createdAt",
        "{\"updatedAt\": null}            | updatedAt",
        "{\"lastVerifiedAt\": null}       | lastVerifiedAt",
        "{\"organizationId\": \"x\"}      | organizationId",
        "{\"tags\": {}}                   | tags",
        "[]                               | body",
        "null                             | body",
        "{                                | body",
        "{}{}                             | body"
      })
  void refusesABadBodyWithAFieldForIt(String body, String field) {
    Answer answer = withoutChange(() -> patch(body));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys(field);
  }

  @Test
  void refusesAnEmptyBodyAndOneThatIsNotUtf8() {
    assertThat(withoutChange(() -> patch("")).validationErrors()).containsOnlyKeys("body");
    assertThat(withoutChange(() -> answer(request().withBody("/w=="))).validationErrors())
        .containsOnlyKeys("body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/merge-patch+json",
        "application/json-patch+json",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        ""
      })
  void takesJsonAloneAndSaysSo(String mediaType) {
    Answer answer =
        withoutChange(() -> answer(Events.withHeader(request(), "Content-Type", mediaType)));

    assertThat(answer.summary()).isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(answer.headers()).containsEntry("Accept-Patch", "application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"other\", %s", "%s, W/\"other\"", "*"})
  void changesTheStateThatIfMatchNames(String header) {
    assertThat(answer(ifMatch(header.formatted(tag()))).members()).containsEntry("name", "Renamed");
  }

  @Test
  void takesSeveralLinesOfIfMatchForOneList() {
    assertThat(answer(ifMatch("\"other\"", tag())).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/%s", "W/%s, \"other\""})
  void changesNoOtherState(String header) {
    String tag = tag();

    assertThat(withoutChange(() -> answer(ifMatch(header.formatted(tag)))).summary())
        .isEqualTo("412 PRECONDITION_FAILED");
  }

  @Test
  void changesNothingASecondTimeByTheOldTag() {
    String tag = tag();
    Answer first = answer(ifMatch(tag));

    assertThat(withoutChange(() -> patchWith(tag, "{\"name\": \"Again\"}")).summary())
        .isEqualTo("412 PRECONDITION_FAILED");
    assertThat(
            patchWith(first.headers().getOrDefault("ETag", ""), "{\"name\": \"Again\"}").summary())
        .isEqualTo("200");
  }

  private Answer patchWith(String tag, String body) {
    return answer(Events.withHeader(Events.patch(admin, id, body), "If-Match", tag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "other", "W/other", "\"other", "*, \"other\""})
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

  /** Each step mends the first thing that the one before was refused for. */
  @Test
  void tellsErrorsInTheOrderOfTheContract() {
    String invalid = "{\"provider\": \"GCP\"}";
    String tooLarge = invalid + " ".repeat(65_536);
    String unknownCredential = "{\"credentialId\": \"%s\"}".formatted(CredentialId.NIL);
    Credential gcp = credential(organization, Provider.GCP, "GCP");
    String otherProvider = "{\"credentialId\": \"%s\"}".formatted(gcp.id());
    organizationBecomes(OrganizationStatus.SUSPENDED, 2);
    delete();

    assertThat(
            answer(
                    Events.withHeader(
                        Events.patch(Events.member(organization), "mine", tooLarge),
                        "Content-Type",
                        "text/plain"))
                .summary())
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            answer(
                    Events.withHeader(
                        Events.patch(admin, "mine", tooLarge), "Content-Type", "text/plain"))
                .summary())
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(answer(Events.patch(admin, "mine", tooLarge)).summary())
        .isEqualTo("413 PAYLOAD_TOO_LARGE");
    Answer all =
        answer(
            Events.withQuery(
                Events.withHeader(Events.patch(admin, "mine", invalid), "If-Match", "other"),
                "dryRun"));
    assertThat(all.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(all.validationErrors()).containsOnlyKeys("id", "provider", "dryRun", "If-Match");
    assertThat(patchWith("\"other\"", unknownCredential).summary()).isEqualTo("403 FORBIDDEN");

    organizationBecomes(OrganizationStatus.ACTIVE, 3);
    assertThat(patchWith("\"other\"", unknownCredential).summary())
        .isEqualTo("404 RESOURCE_NOT_FOUND");

    add(organization, resource);
    assertThat(patchWith("\"other\"", unknownCredential).summary())
        .isEqualTo("412 PRECONDITION_FAILED");
    assertThat(patchWith(tag(), unknownCredential).summary()).isEqualTo("404 CREDENTIAL_NOT_FOUND");
    assertThat(patchWith(tag(), otherProvider).summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(stored().resource()).isEqualTo(resource);

    assertThat(patchWith(tag(), RENAME).summary()).isEqualTo("200");
  }

  @Test
  void showsTheNameOfACredentialThatWasDeleted() {
    store.save(
        new Credential(
            organization, credential.id(), credential.name(), credential.provider(), true, 2));

    assertThat(answer(request()).members())
        .containsEntry("name", "Renamed")
        .containsEntry("credentialName", credential.name());
  }
}
