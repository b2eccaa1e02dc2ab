package io.entryguard.resources.function.createresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.json.Golden;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateResourceOperationTest {
  private static final CredentialId CREDENTIAL =
      new CredentialId(UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7"));
  private static final RequestJson VALID = RequestJson.valid();

  private final OrganizationId organization = Samples.organizationId();
  private final Caller admin = Events.admin(organization);
  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final ApiFunction function =
      TestApi.function(
          new CreateResourceOperation(
              new CreateResource(
                  store,
                  FREE_3,
                  new ResourceIds(() -> NOW, new SplittableRandom(1)),
                  ResourceWriter::write,
                  () -> NOW)));

  @BeforeEach
  void saveActiveOrganizationOnFree() {
    store.save(Samples.organization(organization, Tier.FREE));
    store.save(credential(organization, Provider.AWS, 1));
  }

  private static Credential credential(OrganizationId owner, Provider provider, int version) {
    return new Credential(owner, CREDENTIAL, "AWS Production Account", provider, false, version);
  }

  private void updateOrganization(
      Tier tier, OrganizationStatus status, OptionalInt maxResources, int version) {
    store.save(Samples.organization(organization, tier, status, maxResources, version));
  }

  private Answer post(RequestJson body) {
    return answer(Events.post(admin, body.toString()));
  }

  private Answer answer(APIGatewayProxyRequestEvent event) {
    return Answer.to(event, function);
  }

  private void assertNothingCreated() {
    assertThat(StoredPartition.read(store, organization, ENOUGH_TIME).resources()).isEmpty();
  }

  @Test
  void returnsTheDocumentedResponseForTheDocumentedRequest() {
    Answer answer = answer(Events.post(admin, Golden.compact("create-resource-request.json")));

    assertThat(answer.status()).isEqualTo(201);
    String id =
        StoredPartition.read(store, organization, ENOUGH_TIME)
            .resources()
            .getFirst()
            .resource()
            .id()
            .toString();
    assertThat(answer.body())
        .isEqualTo(
            Golden.compact("create-resource-response.json")
                .replace("550e8400-e29b-41d4-a716-446655440000", id));
    assertThat(answer.headers())
        .containsOnly(
            entry("Content-Type", "application/json"),
            entry("Cache-Control", "no-store"),
            entry("X-Content-Type-Options", "nosniff"),
            entry("X-Request-Id", Events.REQUEST_ID),
            entry("Location", "/api/v1/resources/" + id),
            entry("ETag", EntityTag.of(answer.body()).quoted()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/resources",
        "/v1/resources",
        "/inventory/v1/resources",
        "/prod/v1/resources"
      })
  void buildsLocationFromThePathThatTheCallerUsed(String path) {
    APIGatewayProxyRequestEvent event = Events.post(admin, VALID.toString());
    event.getRequestContext().setPath(path);

    Answer answer = answer(event);

    assertThat(answer.headers()).containsEntry("Location", path + "/" + answer.members().get("id"));
  }

  @Test
  void buildsLocationFromTheEventsPathIfItsContextHasNone() {
    APIGatewayProxyRequestEvent event = Events.post(admin, VALID.toString());
    event.getRequestContext().setPath(null);

    Answer answer = answer(event);

    assertThat(answer.headers())
        .containsEntry("Location", "/v1/resources/" + answer.members().get("id"));
  }

  /** Each step fixes the error of the step before. */
  @Test
  void reportsErrorsInTheOrderOfTheContract() {
    var stranger = Events.member(organization);
    String invalid = VALID.without("name").toString();
    String tooLarge = invalid + " ".repeat(65_536);
    RequestJson unknownCredential =
        VALID.with("credentialId", "\"00000000-0000-0000-0000-000000000000\"");
    updateOrganization(Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.of(0), 2);

    assertThat(
            answer(Events.withHeader(Events.post(stranger, tooLarge), "Content-Type", "text/plain"))
                .summary())
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            answer(Events.withHeader(Events.post(admin, tooLarge), "Content-Type", "text/plain"))
                .summary())
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertThat(answer(Events.withQuery(Events.post(admin, tooLarge), "limit")).summary())
        .isEqualTo("413 PAYLOAD_TOO_LARGE");
    assertThat(answer(Events.post(admin, invalid)).summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(post(unknownCredential).summary()).isEqualTo("403 FORBIDDEN");

    updateOrganization(Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(0), 3);
    assertThat(post(unknownCredential).summary()).isEqualTo("404 CREDENTIAL_NOT_FOUND");
    assertThat(post(VALID.with("provider", "\"GCP\"")).summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(post(VALID).summary()).isEqualTo("400 MAX_RESOURCES_REACHED");
    assertNothingCreated();

    updateOrganization(Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(1), 4);
    assertThat(post(VALID).summary()).isEqualTo("201");
  }

  static Stream<Arguments> mediaTypes() {
    return Stream.of(
        argumentSet("plain", 201, List.of("application/json")),
        argumentSet("upper case", 201, List.of("APPLICATION/JSON")),
        argumentSet("UTF-8", 201, List.of("application/json; charset=utf-8")),
        argumentSet("UTF-8 in upper case", 201, List.of("application/json;charset=UTF-8")),
        argumentSet("UTF-8 in quotes", 201, List.of("application/json; charset=\"utf-8\"")),
        argumentSet("spaces", 201, List.of(" application/json ; charset = utf-8 ")),
        argumentSet("trailing semicolon", 201, List.of("application/json;")),
        argumentSet("none", 415, List.of()),
        argumentSet("empty", 415, List.of("")),
        argumentSet("twice", 415, List.of("application/json", "application/json")),
        argumentSet("two", 415, List.of("application/json", "text/plain")),
        argumentSet("two in one", 415, List.of("application/json, application/json")),
        argumentSet("text", 415, List.of("text/plain")),
        argumentSet("text/json", 415, List.of("text/json")),
        argumentSet("a form", 415, List.of("application/x-www-form-urlencoded")),
        argumentSet("multipart", 415, List.of("multipart/form-data; boundary=x")),
        argumentSet("Problem Details", 415, List.of("application/problem+json")),
        argumentSet("a merge patch", 415, List.of("application/merge-patch+json")),
        argumentSet("lines of JSON", 415, List.of("application/jsonl")),
        argumentSet("another character set", 415, List.of("application/json; charset=utf-16")),
        argumentSet("Latin-1", 415, List.of("application/json; charset=iso-8859-1")),
        argumentSet("any", 415, List.of("*/*")),
        argumentSet("without subtype", 415, List.of("application/")),
        argumentSet("trailing text", 415, List.of("application/json text/plain")));
  }

  @ParameterizedTest
  @MethodSource("mediaTypes")
  void acceptsOnlyJsonInUtf8(int status, List<String> contentTypes) {
    APIGatewayProxyRequestEvent event =
        Events.withHeader(
            Events.post(admin, VALID.toString()),
            "Content-Type",
            contentTypes.toArray(String[]::new));

    Answer answer = answer(event);

    assertThat(answer.summary()).isEqualTo(status == 201 ? "201" : "415 UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void readsTheContentTypeInAnyCaseAndFromEitherHeaderMap() {
    for (String name : List.of("content-type", "CONTENT-TYPE")) {
      APIGatewayProxyRequestEvent event =
          Events.withHeader(Events.post(admin, VALID.toString()), "Content-Type");
      assertThat(answer(Events.withHeader(event, name, "application/json")).status())
          .isEqualTo(201);
    }
    assertThat(answer(Events.post(admin, VALID.toString()).withMultiValueHeaders(null)).status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "identity", ""})
  void returns415ForAnEncodedBody(String encoding) {
    assertThat(
            answer(
                    Events.withHeader(
                        Events.post(admin, VALID.toString()), "content-encoding", encoding))
                .summary())
        .isEqualTo("415 UNSUPPORTED_MEDIA_TYPE");
    assertNothingCreated();
  }

  @Test
  void acceptsABodyOfUpTo64KiB() {
    String padding = " ".repeat(65_536 - VALID.toString().length());

    assertThat(answer(Events.post(admin, padding + VALID)).summary()).isEqualTo("201");
    assertThat(answer(Events.post(admin, padding + VALID + " ")).summary())
        .isEqualTo("413 PAYLOAD_TOO_LARGE");
  }

  @Test
  void acceptsABodyThatIsNotInBase64() {
    assertThat(
            answer(
                    Events.post(admin, "")
                        .withBody(VALID.with("name", "\"Zürich 😀\"").toString())
                        .withIsBase64Encoded(false))
                .members())
        .containsEntry("name", "Zürich 😀");
  }

  static Stream<Arguments> badBodies() {
    return Stream.of(
        argumentSet("empty", "", "body", "400 VALIDATION_ERROR"),
        argumentSet("null", "null", "body", "400 VALIDATION_ERROR"),
        argumentSet("an array", "[]", "body", "400 VALIDATION_ERROR"),
        argumentSet("text", "\"text\"", "body", "400 VALIDATION_ERROR"),
        argumentSet("two documents", VALID + "{}", "body", "400 VALIDATION_ERROR"),
        argumentSet("trailing junk", VALID + "x", "body", "400 VALIDATION_ERROR"),
        argumentSet("BOM", "\uFEFF" + VALID, "body", "400 VALIDATION_ERROR"),
        argumentSet("5,000 arrays", "[".repeat(5_000), "body", "400 VALIDATION_ERROR"),
        argumentSet(
            "5,000 arrays in config",
            VALID
                .with("config", "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                .toString(),
            "body",
            "400 VALIDATION_ERROR"),
        argumentSet(
            "a lone surrogate",
            VALID.with("name", "\"a\\ud83d\"").toString(),
            "name",
            "400 VALIDATION_ERROR"),
        argumentSet(
            "an organizationId",
            VALID.with("organizationId", "\"x\"").toString(),
            "organizationId",
            "400 VALIDATION_ERROR"));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void returns400WithTheInvalidField(String body, String field, String summary) {
    Answer answer = answer(Events.post(admin, body));

    assertThat(answer.summary()).isEqualTo(summary);
    assertThat(answer.validationErrors()).containsOnlyKeys(field);
    assertNothingCreated();
  }

  @Test
  void returns413For100_000NestedArrays() {
    assertThat(answer(Events.post(admin, "[".repeat(100_000))).summary())
        .isEqualTo("413 PAYLOAD_TOO_LARGE");
  }

  @Test
  void returns400ForABodyThatIsNotUtf8() {
    Answer answer = answer(Events.post(admin, new byte[] {'{', (byte) 0xFF, '}'}));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsExactly(entry("body", "must be UTF-8 text"));
  }

  @Test
  void reportsQueryParametersTogetherWithErrorsInTheBody() {
    APIGatewayProxyRequestEvent event =
        Events.withQuery(
            Events.post(admin, VALID.without("name").with("id", "1").toString()), "dryRun", "q");

    Answer answer = answer(event);

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors())
        .containsOnlyKeys("dryRun", "q", "name", "id")
        .containsEntry("q", "is not a query parameter here; there are none");
  }

  @Test
  void returns400ForAQueryParameterWithAValidBody() {
    APIGatewayProxyRequestEvent single =
        Events.post(admin, VALID.toString()).withQueryStringParameters(Map.of("a", "1"));
    APIGatewayProxyRequestEvent multi =
        Events.post(admin, VALID.toString())
            .withMultiValueQueryStringParameters(Map.of("a", List.of("1", "2")));

    assertThat(answer(single).validationErrors()).containsOnlyKeys("a");
    assertThat(answer(multi).validationErrors()).containsOnlyKeys("a");
    assertNothingCreated();
  }

  @Test
  void returnsTheDocumentedErrorForTheFourthResourceOnFree() {
    for (int i = 0; i < 3; i++) {
      assertThat(post(VALID).summary()).isEqualTo("201");
    }

    Answer fourth = post(VALID);

    assertThat(fourth.status()).isEqualTo(400);
    assertThat(fourth.body()).isEqualTo(Golden.compact("max-resources-reached.json"));
    assertThat(StoredPartition.read(store, organization, ENOUGH_TIME).resources()).hasSize(3);
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        argumentSet("zero on Free", Tier.FREE, 0, "maximum of 0 resources for Free tier"),
        argumentSet("more on Free", Tier.FREE, 12_345, "maximum of 12345 resources for Free tier"),
        argumentSet("override on Paid", Tier.PAID, 1, "maximum of 1 resources for Paid tier"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void statesTheLimitAndTierInAnyLocale(Tier tier, int limit, String expected) {
    var operation =
        new CreateResourceOperation(
            new CreateResource(
                new FullStore(tier, limit, credential(organization, Provider.AWS, 1)),
                FREE_3,
                new ResourceIds(() -> NOW, new SplittableRandom(1)),
                ResourceWriter::write,
                () -> NOW));
    var full = TestApi.function(operation);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(Answer.to(Events.post(admin, VALID.toString()), full).members())
          .containsEntry(
              "message",
              "Organization has reached "
                  + expected
                  + ". Add credits to unlock unlimited resources.");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void returns404ForTheCredentialOfAnotherOrganization() {
    OrganizationId other = Samples.organizationId();
    Credential others = Samples.credential(other, Provider.AWS);
    store.save(others);

    Answer foreign = post(VALID.with("credentialId", "\"" + others.id() + "\""));
    Answer unknown = post(VALID.with("credentialId", "\"" + UUID.randomUUID() + "\""));

    assertThat(foreign.summary()).isEqualTo("404 CREDENTIAL_NOT_FOUND");
    assertThat(unknown).isEqualTo(foreign);
  }

  @Test
  void reportsTheProviderOfTheCredential() {
    store.save(credential(organization, Provider.AZURE, 2));

    assertThat(post(VALID).validationErrors())
        .containsExactly(entry("provider", "must be AZURE, as that of the credential"));
  }

  @Test
  void returns403ForAnUnknownOrganizationAsForASuspendedOne() {
    Answer unknown = answer(Events.post(Events.admin(Samples.organizationId()), VALID.toString()));
    updateOrganization(Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2);

    assertThat(unknown.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(post(VALID)).isEqualTo(unknown);
  }

  static Stream<Arguments> callersWithoutPermission() {
    OrganizationId organization = Samples.organizationId();
    return Stream.of(
        argumentSet("a member", Events.member(organization)),
        argumentSet("a key that may list", Events.key(organization)),
        argumentSet(
            "a user who may list",
            new Caller(
                organization, CallerKind.USER, "user-3", Set.of(Permission.READ_RESOURCES))));
  }

  @ParameterizedTest
  @MethodSource("callersWithoutPermission")
  void returns403WithoutThePermissionToCreate(Caller caller) {
    Answer answer = answer(Events.post(caller, VALID.toString()));

    assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
    assertThat(answer.members())
        .containsEntry("message", "Creating resources needs a user with role ORG_ADMIN.");
  }

  @Test
  void returns500WithoutACompleteAuthorizerContext() {
    APIGatewayProxyRequestEvent none = Events.post(admin, VALID.toString());
    none.getRequestContext().setAuthorizer(null);
    APIGatewayProxyRequestEvent partial = Events.post(admin, VALID.toString());
    Map<String, Object> context = new HashMap<>(partial.getRequestContext().getAuthorizer());
    context.remove("permissions");
    partial.getRequestContext().setAuthorizer(context);

    assertThat(answer(none).summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer(partial).summary()).isEqualTo("500 INTERNAL_ERROR");
    assertNothingCreated();
  }

  @Test
  void readsTheOrganizationFromTheAuthorizerOnly() {
    OrganizationId other = Samples.organizationId();
    APIGatewayProxyRequestEvent event =
        Events.withHeader(
            Events.post(admin, VALID.toString()), "X-Organization-Id", other.toString());

    assertThat(answer(event).summary()).isEqualTo("201");
    assertThat(StoredPartition.read(store, organization, ENOUGH_TIME).resources()).hasSize(1);
    assertThat(StoredPartition.read(store, other, ENOUGH_TIME).resources()).isEmpty();
  }
}
