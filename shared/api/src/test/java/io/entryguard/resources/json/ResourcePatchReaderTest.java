package io.entryguard.resources.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourcePatchReaderTest {
  private static final String CREDENTIAL = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

  private static ResourcePatch read(String body) {
    var errors = new ValidationErrors();
    ResourcePatch patch = ResourcePatchReader.read(body, errors);
    assertThat(errors.byMember()).isEmpty();
    return patch;
  }

  private static Map<String, String> problems(String body) {
    var errors = new ValidationErrors();
    ResourcePatchReader.read(body, errors);
    return errors.byMember();
  }

  @Test
  void readsEveryMemberThatCanBeChanged() {
    String body =
        """
        {"name": "Gateway", "resourceIdentifier": "sg-1", "credentialId": "%s",
         "region": "eu-west-1", "isActive": false, "config": {"port":  443}}\
        """
            .formatted(CREDENTIAL);

    assertThat(read(body))
        .isEqualTo(
            new ResourcePatch(
                Optional.of(new ResourceName("Gateway")),
                Optional.of(new ResourceIdentifier("sg-1")),
                Optional.of(new CredentialId(UUID.fromString(CREDENTIAL))),
                new PatchedValue.Value<>(new CloudRegion("eu-west-1")),
                Optional.of(false),
                new PatchedValue.Value<>(new ResourceConfig("{\"port\":  443}"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " { } ", "\n{\n}\n"})
  void changesNothingByAnEmptyObject(String body) {
    assertThat(read(body)).isEqualTo(ResourcePatch.NONE);
  }

  @Test
  void clearsByNullWhatMayHaveNoValue() {
    assertThat(read("{\"region\": null, \"config\": null}"))
        .isEqualTo(
            new ResourcePatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new PatchedValue.Cleared<>(),
                Optional.empty(),
                new PatchedValue.Cleared<>()));
  }

  @Test
  void readsAUuidInUpperCase() {
    assertThat(read("{\"credentialId\": \"7C9E6679-7425-40DE-944B-E07FC1F90AE7\"}").credentialId())
        .map(CredentialId::toString)
        .contains(CREDENTIAL);
  }

  @Test
  void readsBothStates() {
    assertThat(read("{\"isActive\": true}").enabled()).contains(true);
    assertThat(read("{\"isActive\": false}").enabled()).contains(false);
  }

  static Stream<Arguments> fixedMembers() {
    return Stream.of(
        fixed(
            "provider", "cannot be changed; create another resource instead, and delete this one"),
        fixed(
            "resourceType",
            "cannot be changed; create another resource instead, and delete this one"),
        fixed("id", "cannot be changed; leave it out, the path names the resource"),
        fixed(
            "credentialName",
            "is the name of the credential; send the credentialId of another one instead"),
        fixed(
            "lastVerifiedAt",
            "is set by verifications; send POST to /resources/{id}/verify instead"),
        fixed("createdAt", "is set by the service; leave it out"),
        fixed("updatedAt", "is set by the service; leave it out"));
  }

  private static Arguments fixed(String member, String problem) {
    return argumentSet(member, member, problem);
  }

  @ParameterizedTest
  @MethodSource("fixedMembers")
  void saysWhatToDoInsteadOfChangingAFixedMember(String member, String problem) {
    for (String value : new String[] {"null", "\"AWS\"", "1", "{\"a\": [1]}", "[{}]"}) {
      assertThat(problems("{\"%s\": %s}".formatted(member, value)))
          .containsExactly(entry(member, problem));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "organizationId",
        "Name",
        "name ",
        "tags",
        "revision",
        "__proto__",
        "body",
        "$set"
      })
  void refusesAndNamesAnUnknownMember(String member) {
    for (String value : new String[] {"null", "\"a\"", "{\"a\": [1]}", "[{}]"}) {
      assertThat(problems("{\"%s\": %s}".formatted(member, value)))
          .containsExactly(
              entry(
                  member,
                  "is not a member of a resource; there are name, credentialId,"
                      + " resourceIdentifier, region, isActive and config to change"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "credentialId", "resourceIdentifier"})
  void refusesNullForWhatMustHaveAValue(String member) {
    assertThat(problems("{\"%s\": null}".formatted(member)))
        .containsExactly(entry(member, "must be a string, not null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "\"false\"", "null", "0", "1", "{}", "[true]", "\"\""})
  void takesNothingButTrueAndFalseForAState(String value) {
    assertThat(problems("{\"isActive\": %s}".formatted(value)))
        .containsExactly(entry("isActive", "must be true or false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "name               | 5                   | name",
        "name               | []                  | name",
        "name               | \"\"                | name",
        "name               | \" a\"              | name",
        "name               | \"a\\nb\"           | name",
        "name               | \"a\\ud83d\"        | name",
        "resourceIdentifier | true                | resourceIdentifier",
        "resourceIdentifier | \" \"               | resourceIdentifier",
        "resourceIdentifier | \"a \"              | resourceIdentifier",
        "resourceIdentifier | \"a\\u0000\"        | resourceIdentifier",
        "credentialId       | 7                   | credentialId",
        "credentialId       | \"\"                | credentialId",
        "credentialId       | \"x\"               | credentialId",
        "region             | 1                   | region",
        "region             | {}                  | region",
        "region             | \"\"                | region",
        "region             | \"a\\tb\"           | region",
        "config             | \"{}\"              | config",
        "config             | []                  | config",
        "config             | false               | config",
        "config             | {\"port\":0}        | config.port",
        "config             | {\"port\":\"443\"}  | config.port",
        "config             | {\"ports\":[]}      | config.ports",
        "config             | {\"ports\":[1,1]}   | config.ports[1]",
        "config             | {\"protocol\":\"x\"} | config.protocol",
        "config             | {\"a\":1,\"a\":2}   | config.a",
        "config             | {\"port\":1,\"ports\":[2]} | config.ports"
      })
  void refusesAValueThatACreateRefuses(String member, String value, String field) {
    String body = "{\"%s\": %s}".formatted(member, value);
    String create = RequestJson.valid().with(member, value).toString();
    var errors = new ValidationErrors();

    assertThat(ResourceSpecReader.read(create, errors)).isEmpty();
    assertThat(problems(body)).containsOnlyKeys(field).containsEntry(field, problem(errors, field));
  }

  private static String problem(ValidationErrors errors, String field) {
    return errors.byMember().getOrDefault(field, "none");
  }

  @ParameterizedTest
  @CsvSource({"name, 255", "region, 255", "resourceIdentifier, 2048"})
  void refusesTextThatIsTooLong(String member, int longest) {
    String text = "{\"%s\": \"%s\"}";

    assertThat(problems(text.formatted(member, "a".repeat(longest)))).isEmpty();
    assertThat(problems(text.formatted(member, "a".repeat(longest + 1)))).containsOnlyKeys(member);
  }

  @Test
  void refusesAConfigOfMoreThan16Kibibytes() {
    String config = "{\"config\": {\"a\": \"%s\"}}";

    assertThat(problems(config.formatted("a".repeat(16_384 - 9)))).isEmpty();
    assertThat(problems(config.formatted("a".repeat(16_384 - 8))))
        .containsExactly(entry("config", "must be at most 16 KiB of JSON"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "true", "0", "\"text\"", "[]", "[{}]"})
  void refusesWhatIsNoObject(String body) {
    assertThat(problems(body)).containsExactly(entry("body", "must be a JSON object"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\"}", "{\"name\": \"a\",}", "name=a", "{}x", "\uFEFF{}"})
  void refusesWhatIsNotJson(String body) {
    assertThat(problems(body)).containsOnlyKeys("body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "region", "config", "isActive"})
  void refusesAMemberThatIsThereTwice(String member) {
    assertThat(problems("{\"%1$s\": null, \"%1$s\": null}".formatted(member))).containsKey(member);
  }

  @Test
  void reportsAllProblemsAtOnceInTheirOrder() {
    String body =
        """
        {"provider": "GCP", "name": "", "isActive": 1, "tags": [], "config": {"port": 0}}\
        """;

    assertThat(problems(body).keySet())
        .containsExactly("provider", "name", "isActive", "tags", "config.port");
  }
}
