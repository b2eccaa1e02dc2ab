package io.entryguard.resources.list;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

final class ListResourcesTest {
  private static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6"));
  private static final OrganizationId OTHER_ORGANIZATION =
      new OrganizationId(UUID.fromString("5b0e8a3c-1f2d-4c6b-9a7e-3d4f5a6b7c8d"));
  private static final ResourceFilter GCP =
      new ResourceFilter(Optional.of(Provider.GCP), Optional.empty());

  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final ListResources listResources = new ListResources(store);
  private final ResourceIds ids = new ResourceIds(() -> NOW, new Random(1));
  private final List<NamedResource> listed = new ArrayList<>();

  /** Saves an active organization with a resource for each provider, in this order. */
  private List<ResourceId> given(OrganizationId organization, Provider... providers) {
    store.save(Samples.organization(organization, Tier.PAID));
    List<ResourceId> added = new ArrayList<>();
    for (Provider provider : providers) {
      Credential credential = Samples.credential(organization, provider);
      store.save(credential);
      var resource = Resource.create(ids.next(), Samples.spec(credential), NOW);
      var before = store.contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
      assertThat(store.add(Samples.creation(organization, resource), before, ENOUGH_TIME))
          .isEqualTo(new AddOutcome.Added());
      added.add(resource.id());
    }
    return added;
  }

  private ListOutcome list(ResourceFilter filter, ResourceSink resources) {
    return listResources.list(ORGANIZATION, filter, ENOUGH_TIME, resources);
  }

  private PageOutcome page(ResourceFilter filter, int limit, Optional<Cursor> cursor) {
    return listResources.list(new PageRequest(ORGANIZATION, filter, limit, cursor), ENOUGH_TIME);
  }

  private Page listedPage(ResourceFilter filter, int limit, Optional<Cursor> cursor) {
    return ((PageOutcome.Listed) page(filter, limit, cursor)).page();
  }

  private static List<ResourceId> idsOf(List<NamedResource> resources) {
    return resources.stream().map(named -> named.resource().id()).toList();
  }

  /** Returns the cursor after a first page of one resource with this filter. */
  private Optional<Cursor> cursor(OrganizationId organization, ResourceFilter filter) {
    var request = new PageRequest(organization, filter, 1, Optional.empty());
    Page first = ((PageOutcome.Listed) listResources.list(request, ENOUGH_TIME)).page();
    return first.next().flatMap(first::cursorAfter);
  }

  static final List<Arguments> INACTIVE =
      List.of(
          argumentSet("deleted", Samples.deleted(Samples.organization(ORGANIZATION, Tier.PAID), 2)),
          argumentSet(
              "suspended",
              Samples.organization(
                  ORGANIZATION, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2)));

  @Test
  void handsOnAllResourcesOldestFirst() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.GCP, Provider.AWS);

    assertThat(list(ResourceFilter.NONE, listed::add)).isEqualTo(new ListOutcome.Listed());
    assertThat(idsOf(listed)).isEqualTo(added);
  }

  @Test
  void handsOnNothingOfAnotherOrganization() {
    given(ORGANIZATION);
    given(OTHER_ORGANIZATION, Provider.AWS);

    assertThat(list(ResourceFilter.NONE, listed::add)).isEqualTo(new ListOutcome.Listed());
    assertThat(listed).isEmpty();
  }

  @Test
  void handsOnWhatMatchesTheFilterAlone() {
    List<ResourceId> added = given(ORGANIZATION, Provider.GCP, Provider.AWS, Provider.GCP);

    assertThat(list(GCP, listed::add)).isEqualTo(new ListOutcome.Listed());
    assertThat(idsOf(listed)).containsExactly(added.get(0), added.get(2));
  }

  @Test
  void findsNothingOfATypeThatNoResourceHas() {
    given(ORGANIZATION, Provider.AWS);
    var filter =
        new ResourceFilter(Optional.of(Provider.AWS), Optional.of(new ResourceType("BUCKET")));

    assertThat(list(filter, listed::add)).isEqualTo(new ListOutcome.Listed());
    assertThat(listed).isEmpty();
  }

  @Test
  void handsOnNoMoreThanIsTaken() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.AWS, Provider.AWS);

    assertThat(list(ResourceFilter.NONE, this::takeTwo)).isEqualTo(new ListOutcome.Listed());
    assertThat(idsOf(listed)).isEqualTo(added.subList(0, 2));
  }

  @Test
  void handsOnNoMoreThanIsTakenOfWhatMatches() {
    List<ResourceId> added =
        given(ORGANIZATION, Provider.AWS, Provider.GCP, Provider.AWS, Provider.GCP, Provider.GCP);

    assertThat(list(GCP, this::takeTwo)).isEqualTo(new ListOutcome.Listed());
    assertThat(idsOf(listed)).containsExactly(added.get(1), added.get(3));
  }

  private boolean takeTwo(NamedResource named) {
    listed.add(named);
    return listed.size() < 2;
  }

  @Test
  void doesNotListForAnUnknownOrganization() {
    assertThat(list(ResourceFilter.NONE, listed::add))
        .isEqualTo(new ListOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @ParameterizedTest
  @FieldSource("INACTIVE")
  void doesNotListForAnOrganizationThatIs(Organization inactive) {
    given(ORGANIZATION, Provider.AWS);
    store.save(inactive);

    assertThat(list(ResourceFilter.NONE, listed::add))
        .isEqualTo(new ListOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void endsAPageWhereTheNextBegins() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.AWS, Provider.AWS);

    Page first = listedPage(ResourceFilter.NONE, 2, Optional.empty());

    assertThat(idsOf(first.resources())).isEqualTo(added.subList(0, 2));
    assertThat(first.next()).contains(added.get(1));
  }

  @Test
  void endsTheLastPageWithoutANext() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.AWS);

    Page only = listedPage(ResourceFilter.NONE, 2, Optional.empty());

    assertThat(idsOf(only.resources())).isEqualTo(added);
    assertThat(only.next()).isEmpty();
  }

  @Test
  void goesOnAfterTheCursorThatItGave() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.AWS, Provider.AWS);
    Optional<Cursor> cursor = cursor(ORGANIZATION, ResourceFilter.NONE);

    Page second = listedPage(ResourceFilter.NONE, 2, cursor);

    assertThat(cursor).isPresent();
    assertThat(idsOf(second.resources())).isEqualTo(added.subList(1, 3));
  }

  @Test
  void goesOnAfterTheCursorThatItGaveForAFilter() {
    List<ResourceId> added = given(ORGANIZATION, Provider.GCP, Provider.AWS, Provider.GCP);
    Optional<Cursor> cursor = cursor(ORGANIZATION, GCP);

    Page second = listedPage(GCP, 2, cursor);

    assertThat(cursor).isPresent();
    assertThat(idsOf(second.resources())).containsExactly(added.get(2));
  }

  @Test
  void goesOnAfterAResourceThatIsGone() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.AWS, Provider.AWS);
    Optional<Cursor> cursor = cursor(ORGANIZATION, ResourceFilter.NONE);
    var removal = new Removal(ORGANIZATION, added.getFirst(), OptionalLong.empty(), false);
    assertThat(store.remove(removal, ENOUGH_TIME)).isEqualTo(RemoveOutcome.REMOVED);

    Page second = listedPage(ResourceFilter.NONE, 2, cursor);

    assertThat(cursor).isPresent();
    assertThat(idsOf(second.resources())).isEqualTo(added.subList(1, 3));
  }

  @Test
  void refusesACursorOfAnotherOrganization() {
    given(ORGANIZATION, Provider.AWS, Provider.AWS);
    given(OTHER_ORGANIZATION, Provider.AWS, Provider.AWS);
    Optional<Cursor> cursor = cursor(OTHER_ORGANIZATION, ResourceFilter.NONE);

    assertThat(cursor).isPresent();
    assertThat(page(ResourceFilter.NONE, 2, cursor)).isEqualTo(new PageOutcome.CursorRefused());
  }

  @Test
  void refusesACursorOfAnotherFilter() {
    given(ORGANIZATION, Provider.GCP, Provider.GCP);
    Optional<Cursor> cursor = cursor(ORGANIZATION, ResourceFilter.NONE);

    assertThat(cursor).isPresent();
    assertThat(page(GCP, 2, cursor)).isEqualTo(new PageOutcome.CursorRefused());
  }

  @Test
  void refusesACursorWhereTheOrganizationHasNoKeyThatCouldHaveSignedIt() {
    given(ORGANIZATION, Provider.AWS, Provider.AWS);
    Optional<Cursor> cursor = cursor(ORGANIZATION, ResourceFilter.NONE);
    var request = new PageRequest(ORGANIZATION, ResourceFilter.NONE, 2, cursor);

    assertThat(cursor).isPresent();
    assertThat(new ListResources(new KeylessCatalog()).list(request, ENOUGH_TIME))
        .isEqualTo(new PageOutcome.CursorRefused());
  }

  @Test
  void givesNoCursorWhereTheOrganizationHasNoKeyToSignIt() {
    List<ResourceId> added = given(ORGANIZATION, Provider.AWS, Provider.AWS);
    var request = new PageRequest(ORGANIZATION, ResourceFilter.NONE, 1, Optional.empty());

    var outcome =
        (PageOutcome.Listed) new ListResources(new KeylessCatalog()).list(request, ENOUGH_TIME);

    assertThat(outcome.page().next()).contains(added.getFirst());
    assertThat(outcome.page().cursorAfter(added.getFirst())).isEmpty();
  }

  /** The store without signing keys. */
  private final class KeylessCatalog implements ResourceCatalog {
    @Override
    public Optional<Organization> read(
        OrganizationId organization, Deadline deadline, ResourceSink resources) {
      return store.read(organization, deadline, resources);
    }

    @Override
    public PartitionPage readPage(PageRequest request, Deadline deadline) {
      PartitionPage part = store.readPage(request, deadline);
      return new PartitionPage(
          part.organization(), part.resources(), part.next(), Optional.empty());
    }
  }

  @Test
  void givesNoPageToAnUnknownOrganization() {
    assertThat(page(ResourceFilter.NONE, 2, Optional.empty()))
        .isEqualTo(new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @ParameterizedTest
  @FieldSource("INACTIVE")
  void givesNoPageToAnOrganizationThatIs(Organization inactive) {
    given(ORGANIZATION, Provider.AWS);
    store.save(inactive);

    assertThat(page(ResourceFilter.NONE, 2, Optional.empty()))
        .isEqualTo(new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void tellsThatTheOrganizationIsInactiveBeforeThatTheCursorIsWrong() {
    given(OTHER_ORGANIZATION, Provider.AWS, Provider.AWS);
    Optional<Cursor> cursor = cursor(OTHER_ORGANIZATION, ResourceFilter.NONE);

    assertThat(cursor).isPresent();
    assertThat(page(ResourceFilter.NONE, 2, cursor))
        .isEqualTo(new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  private static final class UnavailableCatalog implements ResourceCatalog {
    @Override
    public Optional<Organization> read(
        OrganizationId organization, Deadline deadline, ResourceSink resources) {
      throw new StoreUnavailableException("the store is out of reach");
    }

    @Override
    public PartitionPage readPage(PageRequest request, Deadline deadline) {
      throw new StoreUnavailableException("the store is out of reach");
    }
  }

  @Test
  void failsToListWhileTheStoreIsUnavailable() {
    var unavailable = new ListResources(new UnavailableCatalog());

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(
            () -> unavailable.list(ORGANIZATION, ResourceFilter.NONE, ENOUGH_TIME, listed::add));
  }

  @Test
  void failsToGiveAPageWhileTheStoreIsUnavailable() {
    var unavailable = new ListResources(new UnavailableCatalog());
    var request = new PageRequest(ORGANIZATION, ResourceFilter.NONE, 2, Optional.empty());

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> unavailable.list(request, ENOUGH_TIME));
  }
}
