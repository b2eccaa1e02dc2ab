package io.entryguard.resources.testing;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.list.Cursor;
import io.entryguard.resources.list.ListOutcome;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.Page;
import io.entryguard.resources.list.PageOutcome;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceFilter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of pages, for every store. */
public abstract class PagesContract extends StoreContract {
  /** Shared by all tests, because an id repeated on one store counts as a repeated request. */
  private static final Random RANDOM = new Random(70_007);

  private final ResourceIds newIds = new ResourceIds(() -> Samples.NOW, RANDOM);
  private final ListResources list = new ListResources(catalog);

  protected PagesContract(ResourceStores stores) {
    super(stores);
  }

  private Resource created(ResourceSpec spec) {
    Resource resource = Resource.create(newIds.next(), spec, Samples.NOW);
    assertThat(add(resource)).isEqualTo(new AddOutcome.Added());
    return resource;
  }

  private List<Resource> created(int count) {
    List<Resource> created = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      created.add(created(Samples.spec(credential)));
    }
    return created;
  }

  private ResourceSpec spec(String type) {
    ResourceSpec spec = Samples.spec(credential);
    return new ResourceSpec(
        spec.name(),
        spec.credentialId(),
        spec.provider(),
        new ResourceType(type),
        spec.identifier(),
        spec.region(),
        spec.config());
  }

  private static ResourceFilter ofType(String type) {
    return new ResourceFilter(Optional.empty(), Optional.of(new ResourceType(type)));
  }

  private PageOutcome ask(ResourceFilter filter, int limit, Optional<Cursor> cursor) {
    return list.list(new PageRequest(organization, filter, limit, cursor), ENOUGH_TIME);
  }

  private Page page(ResourceFilter filter, int limit, Optional<Cursor> cursor) {
    return ((PageOutcome.Listed) ask(filter, limit, cursor)).page();
  }

  private static Optional<Cursor> next(Page page) {
    return page.next().map(last -> page.cursorAfter(last).orElseThrow());
  }

  private static List<Resource> resources(Page page) {
    return page.resources().stream().map(NamedResource::resource).toList();
  }

  private List<List<Resource>> walk(ResourceFilter filter, int limit) {
    List<List<Resource>> pages = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = page(filter, limit, cursor);
      pages.add(resources(page));
      cursor = next(page);
    } while (cursor.isPresent());
    return pages;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8, 1_000})
  public void showEveryResourceOnceOldestFirst(int limit) {
    given(Tier.PAID);
    List<Resource> created = created(7);

    List<List<Resource>> pages = walk(ResourceFilter.NONE, limit);

    assertThat(pages.stream().flatMap(List::stream)).isEqualTo(created);
    // No page is empty, and all but the last are full.
    assertThat(pages).hasSize((7 + limit - 1) / limit);
  }

  @Test
  public void areOneEmptyPageWhereThereIsNothing() {
    given(Tier.PAID);

    assertThat(walk(ResourceFilter.NONE, 10)).isEqualTo(List.of(List.of()));
  }

  @Test
  public void nameCredentialsAsTheyAreCalledNow() {
    given(Tier.PAID);
    created(1);
    accounts.save(renamed(credential));

    assertThat(page(ResourceFilter.NONE, 1, Optional.empty()).resources())
        .extracting(NamedResource::credentialName)
        .containsExactly("Renamed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100})
  public void showWhatMatchesAndNothingElse(int limit) {
    given(Tier.PAID);
    List<Resource> rare = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Resource resource = created(spec(i % 20 == 10 ? "RARE" : "SECURITY_GROUP"));
      if (i % 20 == 10) {
        rare.add(resource);
      }
    }

    assertThat(walk(ofType("RARE"), limit).stream().flatMap(List::stream)).isEqualTo(rare);
    assertThat(walk(ofType("RAR"), limit).stream().flatMap(List::stream)).isEmpty();
  }

  @Test
  public void matchByProviderAndTypeTogether() {
    given(Tier.PAID);
    Resource aws = created(spec("GATEWAY"));
    created(spec("SECURITY_GROUP"));
    Credential gcp = Samples.credential(organization, Provider.GCP);
    accounts.save(gcp);
    Resource other =
        Resource.create(newIds.next(), Samples.spec(gcp.id(), Provider.GCP), Samples.NOW);
    store.add(
        Samples.creation(organization, other),
        store.contextOf(organization, gcp.id(), Optional.empty(), ENOUGH_TIME),
        ENOUGH_TIME);

    var both =
        new ResourceFilter(Optional.of(Provider.AWS), Optional.of(new ResourceType("GATEWAY")));
    var ofGcp = new ResourceFilter(Optional.of(Provider.GCP), Optional.empty());
    assertThat(walk(both, 10)).isEqualTo(List.of(List.of(aws)));
    assertThat(walk(ofGcp, 10)).isEqualTo(List.of(List.of(other)));
    List<NamedResource> whole = new ArrayList<>();
    assertThat(list.list(organization, ofGcp, ENOUGH_TIME, whole::add))
        .isEqualTo(new ListOutcome.Listed());
    assertThat(whole).extracting(NamedResource::resource).containsExactly(other);
  }

  @Test
  public void goOnAfterAResourceThatIsGone() {
    given(Tier.PAID);
    List<Resource> created = created(6);
    Page first = page(ResourceFilter.NONE, 3, Optional.empty());

    for (int gone : new int[] {0, 2, 3}) {
      remove(created.get(gone).id());
    }

    assertThat(resources(page(ResourceFilter.NONE, 3, next(first))))
        .containsExactly(created.get(4), created.get(5));
  }

  @Test
  public void showWhatWasCreatedMeanwhileAtTheEnd() {
    given(Tier.PAID);
    List<Resource> created = created(4);
    Page first = page(ResourceFilter.NONE, 3, Optional.empty());
    Resource added = created(Samples.spec(credential));

    assertThat(resources(page(ResourceFilter.NONE, 3, next(first))))
        .containsExactly(created.getLast(), added);
  }

  @Test
  public void takeACursorStillAfterTheOrganizationHasChanged() {
    given(Tier.PAID);
    List<Resource> created = created(2);
    Optional<Cursor> cursor = next(page(ResourceFilter.NONE, 1, Optional.empty()));
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.of(1), 2));
    assertThat(ask(ResourceFilter.NONE, 1, cursor))
        .isEqualTo(new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 3));

    assertThat(resources(page(ResourceFilter.NONE, 1_000, cursor)))
        .containsExactly(created.getLast());
  }

  @Test
  public void refuseTheCursorOfAnotherListOrOrganization() {
    given(Tier.PAID);
    created(2);
    Cursor cursor = next(page(ResourceFilter.NONE, 1, Optional.empty())).orElseThrow();
    OrganizationId other = Samples.organizationId();
    accounts.save(Samples.organization(other, Tier.PAID));

    assertThat(ask(ofType("SECURITY_GROUP"), 1, Optional.of(cursor)))
        .isEqualTo(new PageOutcome.CursorRefused());
    assertThat(
            list.list(
                new PageRequest(other, ResourceFilter.NONE, 1, Optional.of(cursor)), ENOUGH_TIME))
        .isEqualTo(new PageOutcome.CursorRefused());
  }

  @Test
  public void areNotForAnOrganizationThatIsUnknownOrDeleted() {
    assertThat(ask(ResourceFilter.NONE, 1, Optional.empty()))
        .isEqualTo(new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));

    given(Tier.PAID);
    accounts.save(Samples.deleted(Samples.organization(organization, Tier.PAID), 2));
    assertThat(ask(ResourceFilter.NONE, 1, Optional.empty()))
        .isEqualTo(new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  public void showNothingOfAnotherOrganization() {
    given(Tier.PAID);
    created(2);
    OrganizationId other = Samples.organizationId();
    accounts.save(Samples.organization(other, Tier.PAID));

    assertThat(
            list.list(
                new PageRequest(other, ResourceFilter.NONE, 10, Optional.empty()), ENOUGH_TIME))
        .isInstanceOfSatisfying(
            PageOutcome.Listed.class, listed -> assertThat(listed.page().resources()).isEmpty());
  }
}
