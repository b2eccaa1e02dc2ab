package io.entryguard.resources.dynamodb;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.list.Cursor;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.Page;
import io.entryguard.resources.list.PageOutcome;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceFilter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.PagesContract;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class DynamoDbPagesTest extends PagesContract {
  @RegisterExtension private final LogLines lines = new LogLines();

  private static final TestStores STORES = TestStores.onNewTable();

  private static final Random RANDOM = new Random(70_009);

  private final ResourceIds ids = new ResourceIds(() -> Samples.NOW, RANDOM);

  DynamoDbPagesTest() {
    super(STORES.all());
  }

  private Page page(int limit, Optional<Cursor> cursor) {
    return page(new ListResources(STORES.catalog()), ResourceFilter.NONE, limit, cursor);
  }

  private Page page(ListResources list, ResourceFilter filter, int limit, Optional<Cursor> cursor) {
    var request = new PageRequest(organization, filter, limit, cursor);
    return ((PageOutcome.Listed) list.list(request, ENOUGH_TIME)).page();
  }

  private static Optional<Cursor> next(Page page) {
    return page.next().map(last -> page.cursorAfter(last).orElseThrow());
  }

  private static List<ResourceId> ids(Page page) {
    return page.resources().stream().map(named -> named.resource().id()).toList();
  }

  private Resource stored(ResourceSpec spec) {
    Resource resource = Resource.create(ids.next(), spec, Samples.NOW);
    put(ResourceItem.write(organization, resource));
    return resource;
  }

  private List<Resource> stored(ResourceSpec spec, int count) {
    List<Resource> resources = new ArrayList<>();
    List<WriteRequest> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Resource resource = Resource.create(ids.next(), spec, Samples.NOW);
      resources.add(resource);
      Map<String, AttributeValue> item = ResourceItem.write(organization, resource);
      writes.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
    }
    for (int start = 0; start < count; start += 25) {
      List<WriteRequest> some = writes.subList(start, Math.min(count, start + 25));
      STORES
          .client()
          .batchWriteItem(request -> request.requestItems(Map.of(STORES.table().name(), some)));
    }
    return resources;
  }

  private static void put(Map<String, AttributeValue> item) {
    STORES.client().putItem(request -> request.tableName(STORES.table().name()).item(item));
  }

  private static ResourceSpec with(ResourceSpec spec, String type, String config) {
    return new ResourceSpec(
        spec.name(),
        spec.credentialId(),
        spec.provider(),
        new ResourceType(type),
        spec.identifier(),
        spec.region(),
        Optional.of(new ResourceConfig(config)));
  }

  /** Some resources stay; others come and go, those that cursors name among them. */
  @Test
  void showWhatStaysExactlyOnceWhileOthersComeAndGo() throws Exception {
    given(Tier.PAID);
    List<ResourceId> staying = new ArrayList<>();
    Deque<ResourceId> leaving = new ArrayDeque<>();
    for (int i = 0; i < 150; i++) {
      Resource resource = Resource.create(ids.next(), Samples.spec(credential), Samples.NOW);
      assertThat(add(resource)).isEqualTo(new AddOutcome.Added());
      if (i % 3 == 0) {
        staying.add(resource.id());
      } else {
        leaving.add(resource.id());
      }
    }
    Set<ResourceId> gone = ConcurrentHashMap.newKeySet();
    var end = new AtomicBoolean();

    try (var threads = Executors.newFixedThreadPool(3)) {
      Future<Integer> removals = threads.submit(() -> remove(leaving, gone));
      Future<?> creations = threads.submit(() -> create(end));
      List<Future<Integer>> walks = new ArrayList<>();
      for (int limit : new int[] {1, 7}) {
        walks.add(threads.submit(() -> walk(limit, staying, gone)));
      }
      try {
        for (Future<Integer> walk : walks) {
          assertThat(walk.get()).isPositive();
        }
        assertThat(removals.get()).isEqualTo(100);
      } finally {
        end.set(true);
      }
      creations.get();
    }
  }

  private int remove(Deque<ResourceId> leaving, Set<ResourceId> gone) {
    int removed = 0;
    while (!leaving.isEmpty()) {
      ResourceId id = leaving.removeLast();
      removedByAnyMeans(id);
      removed++;
      gone.add(id);
    }
    return removed;
  }

  /** As often as it takes; whether it was still there. */
  private boolean removedByAnyMeans(ResourceId id) {
    while (true) {
      try {
        var removal = new Removal(organization, id, OptionalLong.empty(), false);
        return changes.remove(removal, ENOUGH_TIME) == RemoveOutcome.REMOVED;
      } catch (StoreUnavailableException e) {
        // Others were faster, five times.
      }
    }
  }

  private void create(AtomicBoolean end) {
    while (!end.get()) {
      try {
        add(Resource.create(ids.next(), Samples.spec(credential), Samples.NOW));
      } catch (StoreUnavailableException e) {
        // As above.
      }
    }
  }

  /** Ends at what was there when it began, because creations may go on for ever. */
  private int walk(int limit, List<ResourceId> staying, Set<ResourceId> gone) {
    Set<ResourceId> goneBefore = Set.copyOf(gone);
    List<ResourceId> seen = new ArrayList<>();
    String lastStaying = staying.getLast().toString();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = page(limit, cursor);
      seen.addAll(ids(page));
      cursor = next(page);
      if (cursor.isPresent()) {
        // The very resource that the cursor names is gone when it is used, if it may go.
        ResourceId named = page.next().orElseThrow();
        if (!staying.contains(named) && named.toString().compareTo(lastStaying) < 0) {
          removedByAnyMeans(named);
        }
      }
    } while (cursor.isPresent() && seen.getLast().toString().compareTo(lastStaying) < 0);

    assertThat(seen)
        .doesNotHaveDuplicates()
        .containsAll(staying)
        .noneMatch(goneBefore::contains)
        .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
    return seen.size();
  }

  /** DynamoDB's answers are 1 MB: 1,000 resources of 16 KiB take more than a page may read. */
  @Test
  void areFewerThanAskedForWhereResourcesAreLarge() {
    given(Tier.PAID);
    List<Resource> created =
        stored(
            with(Samples.spec(credential), "LARGE", "{\"a\":\"" + "x".repeat(16_000) + "\"}"), 700);

    List<ResourceId> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      Page page = page(1_000, cursor);
      seen.addAll(ids(page));
      sizes.add(page.resources().size());
      cursor = next(page);
    } while (cursor.isPresent());

    assertThat(seen).isEqualTo(created.stream().map(Resource::id).toList());
    assertThat(sizes).containsExactly(8 * 65, 700 - 8 * 65);
  }

  @Test
  void lookAtMoreAndMoreWhereLittleMatchesAndGiveUpInTime() {
    given(Tier.PAID);
    stored(with(Samples.spec(credential), "COMMON", "{}"), 300);
    stored(with(Samples.spec(credential), "RARE", "{}"));
    var counting = new WatchedClient(() -> {});
    var list = new ListResources(counting.catalog());
    ResourceFilter rare =
        new ResourceFilter(Optional.empty(), Optional.of(new ResourceType("RARE")));

    assertThat(page(list, rare, 1, Optional.empty()).resources()).hasSize(1);
    assertThat(counting.limits).containsExactly(2, 8, 32, 128, 512, null);

    counting.limits.clear();
    Page page =
        ((PageOutcome.Listed)
                list.list(
                    new PageRequest(organization, rare, 1, Optional.empty()),
                    counting.leaving(Duration.ofSeconds(5), 3)))
            .page();
    assertThat(counting.limits).containsExactly(2, 8, 32, null);
    assertThat(page.resources()).isEmpty();
    assertThat(page.next()).isPresent();
    assertThat(page(list, rare, 1, next(page)).resources()).hasSize(1);
  }

  @Test
  void leaveOutAndLogWhatCannotBeRead() {
    given(Tier.PAID);
    Resource first = stored(Samples.spec(credential));
    for (int i = 0; i < 5; i++) {
      Map<String, AttributeValue> item =
          new HashMap<>(
              ResourceItem.write(
                  organization,
                  Resource.create(ids.next(), Samples.spec(credential), Samples.NOW)));
      item.remove("createdAt");
      put(item);
    }
    Resource last = stored(Samples.spec(credential));
    Map<String, AttributeValue> nameless = new HashMap<>(ResourceItem.write(organization, last));
    nameless.put("sk", AttributeValue.fromS("RESOURCE#first"));
    put(nameless);
    lines.clear();

    Page page = page(2, Optional.empty());

    assertThat(ids(page)).containsExactly(first.id(), last.id());
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("Items in the table cannot be read", "\"count\":\"5\"");
    assertThat(ids(page(2, next(page)))).isEmpty();
  }

  /** Were the credentials read first, the name of a new one would not be there. */
  @Test
  void knowTheCredentialOfEveryResourceThatTheyShow() {
    given(Tier.PAID);
    stored(Samples.spec(credential));
    var client =
        new WatchedClient(() -> {
          Credential late = Samples.credential(organization, Provider.AWS);
          accounts.save(late);
          stored(Samples.spec(late));
        });

    Page page =
        page(new ListResources(client.catalog()), ResourceFilter.NONE, 10, Optional.empty());

    assertThat(client.limits).hasSize(2);
    assertThat(page.resources())
        .isNotEmpty()
        .extracting(NamedResource::credentialName)
        .containsOnly(credential.name());
  }

  @Test
  void areWholeOnlyForAnOrganizationThatWasWrittenBeforeThereWereKeys() {
    given(Tier.PAID);
    List<Resource> created = stored(Samples.spec(credential), 2);
    STORES
        .client()
        .updateItem(request ->
            request
                .tableName(STORES.table().name())
                .key(Key.of(organization).attributes())
                .updateExpression("REMOVE pageKey"));

    Page whole = page(2, Optional.empty());
    Page part = page(1, Optional.empty());

    assertThat(ids(whole)).isEqualTo(created.stream().map(Resource::id).toList());
    assertThat(whole.next()).isEmpty();
    assertThat(part.next()).isPresent();
    assertThat(part.cursorAfter(part.next().orElseThrow())).isEmpty();

    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2));
    assertThat(next(page(1, Optional.empty()))).isPresent();
  }

  @Test
  void haveAKeyThatStaysAndThatNobodyElseHas() {
    given(Tier.PAID);
    String key = signingKey();
    accounts.save(Samples.organization(organization, Tier.FREE));
    accounts.save(Samples.deleted(Samples.organization(organization, Tier.FREE), 2));

    assertThat(key).matches("egpage_[A-Za-z0-9_-]{43}");
    assertThat(signingKey()).isEqualTo(key);
    Set<String> keys = new HashSet<>();
    var store = STORES.accounts();
    for (int i = 0; i < 20; i++) {
      var other = Samples.organizationId();
      store.save(Samples.organization(other, Tier.FREE));
      keys.add(pageKeyOf(Key.of(other)));
    }
    assertThat(keys).hasSize(20);
  }

  private String signingKey() {
    return pageKeyOf(Key.of(organization));
  }

  private static String pageKeyOf(Key key) {
    return STORES
        .client()
        .getItem(request ->
            request.tableName(STORES.table().name()).key(key.attributes()).consistentRead(true))
        .item()
        .getOrDefault("pageKey", AttributeValue.fromS(""))
        .s();
  }

  /** A client that says what it was asked, and does something before the second query. */
  private static final class WatchedClient implements DynamoDbClient {
    private final List<@Nullable Integer> limits = new ArrayList<>();
    private final Runnable beforeTheSecond;

    private WatchedClient(Runnable beforeTheSecond) {
      this.beforeTheSecond = beforeTheSecond;
    }

    DynamoDbResourceCatalog catalog() {
      return new DynamoDbResourceCatalog(this, STORES.table());
    }

    /** Enough time, until so many queries were made; then this. */
    Deadline leaving(Duration time, int queries) {
      return () -> limits.size() < queries ? ENOUGH_TIME.remaining() : time;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      if (limits.size() == 1) {
        beforeTheSecond.run();
      }
      limits.add(request.limit());
      return STORES.client().query(request);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
