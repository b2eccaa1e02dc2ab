package io.entryguard.resources.http;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every operation on one resource: whom it serves, and which resource it finds. */
public abstract class OneResourceContract {
  protected final OrganizationId organization = Samples.organizationId();
  protected final Caller admin = Events.admin(organization);
  protected final Credential credential = Samples.credential(organization, Provider.AWS);
  protected final Resource resource = Samples.resource(Samples.spec(credential));
  protected final String id = resource.id().toString();

  protected final InMemoryResourceStore store = new InMemoryResourceStore();
  protected final CurrentRepresentation representation =
      new CurrentRepresentation(store, ResourceWriter::write);

  private final Permission permission;

  /**
   * @param permission the one that the operation needs
   */
  protected OneResourceContract(Permission permission) {
    this.permission = permission;
  }

  /** The operation on {@link #store}. */
  protected abstract Operation operation();

  /** A request for the resource of that id that succeeds if the resource is there. */
  protected abstract APIGatewayProxyRequestEvent request(Caller caller, String resourceId);

  @BeforeEach
  void startWithOneResource() {
    store.save(Samples.organization(organization, Tier.FREE));
    store.save(credential);
    add(organization, resource);
  }

  protected final void add(OrganizationId owner, Resource added) {
    store.add(
        Samples.creation(owner, added),
        store.contextOf(owner, added.spec().credentialId(), Optional.empty(), ENOUGH_TIME),
        ENOUGH_TIME);
  }

  protected final Answer answer(APIGatewayProxyRequestEvent event) {
    return Answer.to(event, TestApi.function(operation()));
  }

  protected final APIGatewayProxyRequestEvent request() {
    return request(admin, id);
  }

  /** The resource as it is stored. */
  protected final StoredResource stored() {
    return store.find(organization, resource.id(), ENOUGH_TIME).orElseThrow();
  }

  /** The resource as callers are shown it. */
  protected final String shown() {
    return representation.of(organization, stored().resource(), ENOUGH_TIME);
  }

  protected final String tag() {
    return EntityTag.of(shown()).quoted();
  }

  protected final void delete() {
    store.remove(new Removal(organization, resource.id(), OptionalLong.empty(), true), ENOUGH_TIME);
  }

  protected final void organizationBecomes(OrganizationStatus status, int version) {
    store.save(Samples.organization(organization, Tier.FREE, status, OptionalInt.empty(), version));
  }

  /** Asserts that nothing that is stored changes meanwhile. */
  protected final Answer withoutChange(Supplier<Answer> request) {
    Map<String, Object> before = store.snapshot();
    Optional<StoredResource> resourceBefore = store.find(organization, resource.id(), ENOUGH_TIME);
    Answer answer = request.get();
    assertThat(store.snapshot()).isEqualTo(before);
    assertThat(store.find(organization, resource.id(), ENOUGH_TIME)).isEqualTo(resourceBefore);
    return answer;
  }

  @Test
  void findsTheResourceByItsIdInUpperCase() {
    assertThat(answer(request(admin, id.toUpperCase(Locale.ROOT))).status()).isBetween(200, 299);
  }

  static Stream<Arguments> badIds() {
    String uuid = "550e8400-e29b-41d4-a716-446655440000";
    return Stream.of(
        argumentSet("empty", ""),
        argumentSet("blank", " "),
        argumentSet("a word", "mine"),
        argumentSet("a number", "1"),
        argumentSet("null", "null"),
        argumentSet("the folder above", ".."),
        argumentSet("the folder above, encoded", "%2E%2E"),
        argumentSet("a slash, encoded", "%2F"),
        argumentSet("a slash", uuid + "/"),
        argumentSet("an encoded slash after it", uuid + "%2F"),
        argumentSet("a number sign", "#"),
        argumentSet("a number sign after it", uuid + "#"),
        argumentSet("NUL after it", uuid + "\0"),
        argumentSet("a space after it", uuid + " "),
        argumentSet("a space before it", " " + uuid),
        argumentSet("a line feed after it", uuid + "\n"),
        argumentSet("in braces", "{" + uuid + "}"),
        argumentSet("as a URN", "urn:uuid:" + uuid),
        argumentSet("without hyphens", uuid.replace("-", "")),
        argumentSet("short groups", "1-1-1-1-1"),
        argumentSet("a digit too few", uuid.substring(1)),
        argumentSet("a digit too many", uuid + "0"),
        argumentSet("a letter that is no digit", uuid.replace('e', 'g')),
        argumentSet("a full-width digit", uuid.replace('5', '５')),
        argumentSet("an encoded digit", "%35" + uuid.substring(1)),
        argumentSet("another kind of item", "CREDENTIAL#" + uuid),
        argumentSet("10 KB", "a".repeat(10_240)));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void refusesAnIdThatIsNoUuid(String badId) {
    Answer answer = withoutChange(() -> answer(request(admin, badId)));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys("id");
  }

  @Test
  void refusesAnEventWithoutAnId() {
    Answer answer = withoutChange(() -> answer(request().withPathParameters(null)));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors()).containsOnlyKeys("id");
  }

  @Test
  void answersTheSameForWhatIsUnknownDeletedAndAnotherOrganizations() {
    OrganizationId other = Samples.organizationId();
    Credential otherCredential = Samples.credential(other, Provider.AWS);
    Resource others = Samples.resource(Samples.spec(otherCredential));
    store.save(Samples.organization(other, Tier.FREE));
    store.save(otherCredential);
    add(other, others);

    assertNotFound(UUID.randomUUID().toString());
    assertNotFound(others.id().toString());
    delete();
    assertNotFound(id);
    assertThat(store.find(other, others.id(), ENOUGH_TIME)).isPresent();
  }

  private void assertNotFound(String missing) {
    Answer answer = withoutChange(() -> answer(request(admin, missing.toUpperCase(Locale.ROOT))));

    assertThat(answer.summary()).isEqualTo("404 RESOURCE_NOT_FOUND");
    assertThat(answer.members())
        .containsEntry("message", "Resource with ID " + missing + " not found");
  }

  @Test
  void namesEveryQueryParameterAndTheIdAtOnce() {
    Answer answer =
        withoutChange(() -> answer(Events.withQuery(request(admin, "mine"), "fields", "a\nb")));

    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors())
        .containsOnlyKeys("id", "fields", "a\uFFFDb")
        .containsEntry("fields", "is not a query parameter here; there are none");
  }

  @Test
  void needsThePermissionBeforeAnythingElse() {
    Set<Permission> others = EnumSet.complementOf(EnumSet.of(permission));
    for (Caller caller :
        new Caller[] {
          Events.member(organization),
          new Caller(organization, CallerKind.API_KEY, "eg_live_1a2b", Set.of()),
          new Caller(organization, CallerKind.USER, "user-4", others)
        }) {
      Answer answer =
          withoutChange(() -> answer(Events.withQuery(request(caller, "mine"), "fields")));

      assertThat(answer.summary()).isEqualTo("403 FORBIDDEN");
      assertThat(answer.members())
          .extractingByKey("message")
          .asString()
          .contains(" resources needs a user with role ORG_ADMIN");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspended", "deleted", "unknown"})
  void servesNoOrganizationThatIsNotActive(String state) {
    Caller caller =
        switch (state) {
          case "suspended" -> {
            organizationBecomes(OrganizationStatus.SUSPENDED, 2);
            yield admin;
          }
          case "deleted" -> {
            store.save(Samples.deleted(Samples.organization(organization, Tier.FREE), 2));
            yield admin;
          }
          default -> Events.admin(Samples.organizationId());
        };

    assertThat(withoutChange(() -> answer(request(caller, id))).summary())
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void failsClosedWithoutWhatTheAuthorizerSays() {
    APIGatewayProxyRequestEvent event = request();
    event.getRequestContext().setAuthorizer(null);

    assertThat(withoutChange(() -> answer(event)).summary()).isEqualTo("500 INTERNAL_ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-1", "", " "})
  void ignoresAnIdempotencyKey(String key) {
    Answer answer = answer(Events.withHeader(request(), "Idempotency-Key", key));

    assertThat(answer.status()).isBetween(200, 299);
    assertThat(answer.headers()).doesNotContainKey("Idempotency-Replayed");
  }
}
