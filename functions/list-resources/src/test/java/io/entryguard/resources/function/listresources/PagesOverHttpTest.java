package io.entryguard.resources.function.listresources;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.TestApi;
import io.entryguard.resources.json.ResourceListJson;
import io.entryguard.resources.list.Cursor;
import io.entryguard.resources.list.CursorSigningKey;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesOverHttpTest {
  private static final Pattern LINK =
      Pattern.compile("</api/v1/resources\\?([A-Za-z0-9_&=-]+)>; rel=\"next\"");

  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final List<NamedResource> created = new ArrayList<>();

  @BeforeEach
  void create() {
    store.save(Samples.organization(organization, Tier.PAID));
    store.save(credential);
    var ids = new ResourceIds(() -> NOW, new Random(1));
    for (int i = 0; i < 7; i++) {
      Resource resource = Resource.create(ids.next(), Samples.spec(credential), NOW);
      store.add(
          Samples.creation(organization, resource),
          store.contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME),
          ENOUGH_TIME);
      created.add(new NamedResource(resource, credential.name()));
    }
  }

  private static ApiFunction function(ResourceCatalog catalog) {
    return TestApi.function(new ListResourcesOperation(new ListResources(catalog)));
  }

  /**
   * @param query without percent-encoding
   */
  private APIGatewayProxyRequestEvent request(String query) {
    APIGatewayProxyRequestEvent event = Events.get(Events.admin(organization));
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      event =
          Events.withParameter(
              event, parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    return event;
  }

  private Answer get(String query) {
    return Answer.to(request(query), function(store));
  }

  private static Optional<String> next(Answer answer) {
    return Optional.ofNullable(answer.headers().get("Link"))
        .map(link -> {
          Matcher matcher = LINK.matcher(link);
          assertThat(matcher.matches()).as(link).isTrue();
          return matcher.group(1);
        });
  }

  @Test
  void returnEveryResourceOnceInOrder() {
    List<String> bodies = new ArrayList<>();
    Optional<String> query = Optional.of("limit=3");
    while (query.isPresent()) {
      Answer page = get(query.get());
      assertThat(page.summary()).isEqualTo("200");
      bodies.add(page.body());
      query = next(page);
    }

    assertThat(bodies)
        .containsExactly(
            ResourceListJson.of(created.subList(0, 3)),
            ResourceListJson.of(created.subList(3, 6)),
            ResourceListJson.of(created.subList(6, 7)));
  }

  @Test
  void linkToTheNextPageWithTheSameFilterAndLimit() {
    assertThat(next(get("resourceType=SECURITY_GROUP&limit=2&provider=AWS")))
        .hasValueSatisfying(query ->
            assertThat(query)
                .matches(
                    "provider=AWS&resourceType=SECURITY_GROUP&limit=2&cursor=[A-Za-z0-9_-]{44}"));
  }

  @Test
  void haveNoLinkOnTheLastPage() {
    assertThat(next(get("limit=7"))).isEmpty();
    assertThat(next(get("limit=1000"))).isEmpty();
    assertThat(next(get("limit=6"))).isPresent();
  }

  @Test
  void continueWithoutALimit() {
    String query = next(get("limit=5")).orElseThrow();

    Answer rest = get(query.replace("limit=5&", ""));

    assertThat(rest.body()).isEqualTo(ResourceListJson.of(created.subList(5, 7)));
  }

  @Test
  void haveTheSameLinkForHeadAsForGet() {
    Answer get = get("limit=5");
    Answer head = Answer.to(request("limit=5").withHttpMethod("HEAD"), function(store));

    assertThat(head).isEqualTo(new Answer(200, get.headers(), ""));
    assertThat(next(head)).isPresent();
  }

  @Test
  void areFilteredLikeTheWholeList() {
    assertThat(get("provider=AWS").body()).isEqualTo(ResourceListJson.of(created));
    assertThat(get("provider=GCP").body()).isEqualTo("[]");
    assertThat(get("provider=GCP&limit=1").body()).isEqualTo("[]");
    assertThat(get("resourceType=SECURITY_GROUP").body()).isEqualTo(ResourceListJson.of(created));
    assertThat(get("resourceType=SECURITY").body()).isEqualTo("[]");
  }

  @Test
  void rejectACursorOfAnotherFilter() {
    String query = next(get("limit=2&provider=AWS")).orElseThrow();

    for (String other :
        List.of(
            query.replace("provider=AWS&", ""),
            query.replace("provider=AWS", "provider=GCP"),
            query + "&resourceType=SECURITY_GROUP")) {
      assertCursorRejected(get(other));
    }
    assertThat(get(query.replace("limit=2", "limit=3")).summary()).isEqualTo("200");
  }

  @Test
  void rejectACursorOfAnotherOrganization() {
    OrganizationId other = Samples.organizationId();
    store.save(Samples.organization(other, Tier.PAID));
    APIGatewayProxyRequestEvent event = request(next(get("limit=2")).orElseThrow());
    event
        .getRequestContext()
        .setAuthorizer(Events.get(Events.admin(other)).getRequestContext().getAuthorizer());

    assertCursorRejected(Answer.to(event, function(store)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AQ",
        "AQGccGgngHsenFUNS38fahAAAAAAAAAAAAAAAAAAAAAA",
        "019c7068-2780-7b1e-9c55-0d4b7f1f6a10",
        "' OR 1=1 --",
        "\uD83D\uDE00"
      })
  void rejectAForgedCursor(String cursor) {
    assertCursorRejected(get("cursor=" + cursor));
    assertCursorRejected(get("limit=10&cursor=" + cursor.repeat(10_240 / cursor.length())));
  }

  private static void assertCursorRejected(Answer answer) {
    assertThat(answer.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(answer.validationErrors())
        .hasSize(1)
        .containsEntry(
            "cursor", "is not one that this service gave for this list; begin again without it");
  }

  @Test
  void return403ForASuspendedOrganization() {
    store.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));

    assertThat(get("limit=2").summary()).isEqualTo("403 FORBIDDEN");
    assertThat(get("provider=AWS").summary()).isEqualTo("403 FORBIDDEN");
  }

  /** 1,000 resources with the largest config do not fit into one response. */
  @Test
  void endBeforeLambdasResponseLimit() {
    ResourceSpec small = Samples.spec(credential);
    var large =
        new ResourceSpec(
            small.name(),
            small.credentialId(),
            small.provider(),
            small.type(),
            small.identifier(),
            small.region(),
            Optional.of(new ResourceConfig("[\"" + "\\\\".repeat(8_000) + "\"]")));
    var ids = new ResourceIds(() -> NOW, new Random(1));
    List<NamedResource> resources = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      resources.add(new NamedResource(Resource.create(ids.next(), large, NOW), "Account"));
    }
    var catalog = new GivenPages(resources, Optional.of(CursorSigningKey.random(new Random(1))));

    Answer page = Answer.to(request("limit=1000"), function(catalog));

    int length = page.body().length() + (int) page.body().chars().filter(c -> c == '\\').count();
    assertThat(length).isBetween(6_200_000, 6_283_264);
    int shown = 0;
    while (shown < 400 && page.body().contains(resources.get(shown).resource().id().toString())) {
      shown++;
    }
    assertThat(page.body()).isEqualTo(ResourceListJson.of(resources.subList(0, shown)));
    String cursor = next(page).orElseThrow().replaceFirst(".*cursor=", "");
    assertThat(Cursor.parse(cursor).orElseThrow().after())
        .isEqualTo(resources.get(shown - 1).resource().id());
  }

  @Test
  void return400WithoutAKeyToSignCursors() {
    var catalog = new GivenPages(Collections.nCopies(3, created.getFirst()), Optional.empty());

    Answer more = Answer.to(request("limit=3"), function(catalog));
    assertThat(more.summary()).isEqualTo("400 VALIDATION_ERROR");
    assertThat(more.validationErrors()).containsOnlyKeys("limit");
    assertCursorRejected(Answer.to(request(next(get("limit=2")).orElseThrow()), function(catalog)));
  }

  /** A catalog that returns the same resources for every page, and always has more. */
  private final class GivenPages implements ResourceCatalog {
    private final List<NamedResource> resources;
    private final Optional<CursorSigningKey> key;

    private GivenPages(List<NamedResource> resources, Optional<CursorSigningKey> key) {
      this.resources = resources;
      this.key = key;
    }

    @Override
    public Optional<Organization> read(OrganizationId id, Deadline deadline, ResourceSink sink) {
      throw new AssertionError("a page was expected, not the whole list");
    }

    @Override
    public PartitionPage readPage(PageRequest request, Deadline deadline) {
      return new PartitionPage(
          Optional.of(Samples.organization(organization, Tier.PAID)),
          resources,
          Optional.of(resources.getLast().resource().id()),
          key);
    }
  }
}
