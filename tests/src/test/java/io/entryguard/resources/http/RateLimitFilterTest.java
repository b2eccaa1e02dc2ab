package io.entryguard.resources.http;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.function.createresource.CreateResourceOperation;
import io.entryguard.resources.function.deleteresource.DeleteResourceOperation;
import io.entryguard.resources.function.listresources.ListResourcesOperation;
import io.entryguard.resources.function.updateresource.UpdateResourceOperation;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RequestCounter;
import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.InMemoryRequestCounter;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import io.entryguard.resources.testing.TestClock;
import io.entryguard.resources.update.UpdateResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitFilterTest {

  private final OrganizationId organization = Samples.organizationId();
  private final Caller admin = Events.admin(organization);
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final InMemoryRequestCounter counter = new InMemoryRequestCounter();
  @RegisterExtension private final LogLines logLines = new LogLines();

  @BeforeEach
  void saveAccount() {
    store.save(Samples.organization(organization, Tier.FREE));
    store.save(credential);
  }

  private ApiFunction limited(Operation operation, int limit) {
    return limited(operation, limit, counter);
  }

  private static ApiFunction limited(Operation operation, int limit, RequestCounter counter) {
    return limited(operation, limit, counter, Runnable::run);
  }

  private static ApiFunction limited(
      Operation operation, int limit, RequestCounter counter, Executor threads) {
    var limiter =
        new RateLimiter(counter, new RequestLimit(limit), Duration.ZERO, () -> NOW, threads);
    return TestApi.function(
        new RateLimitFilter(
            TestApi.handler(operation), operation.permission(), limiter, () -> NOW));
  }

  private CreateResourceOperation create() {
    return new CreateResourceOperation(
        new CreateResource(
            store,
            FREE_3,
            new ResourceIds(() -> NOW, new SplittableRandom(1)),
            ResourceWriter::write,
            () -> NOW));
  }

  private ListResourcesOperation list() {
    return new ListResourcesOperation(new ListResources(store));
  }

  private APIGatewayProxyRequestEvent post() {
    return Events.post(
        admin, RequestJson.valid().with("credentialId", "\"" + credential.id() + "\"").toString());
  }

  private int held() {
    return StoredPartition.read(store, organization, ENOUGH_TIME).resources().size();
  }

  @Test
  void tellsWithEveryAnswerWhatTheLimitIsAndWhatIsLeft() {
    ApiFunction function = limited(create(), 600);

    assertThat(Answer.to(post(), function).headers())
        .containsEntry("RateLimit-Policy", "\"organization\";q=600;w=60")
        .containsEntry("RateLimit", "\"organization\";r=599;t=60")
        .containsKey("Location")
        .doesNotContainKey("Retry-After");
    assertThat(Answer.to(Events.post(admin, "{}"), function).headers())
        .containsEntry("RateLimit", "\"organization\";r=598;t=60");
  }

  @Test
  void refusesACreateBeyondTheLimitWithoutCreating() {
    ApiFunction function = limited(create(), 1);
    Answer.to(post(), function);

    Answer answer = Answer.to(post(), function);

    assertThat(answer.summary()).isEqualTo("429 RATE_LIMIT_EXCEEDED");
    assertThat(answer.headers())
        .containsEntry("Retry-After", "60")
        .containsEntry("RateLimit-Policy", "\"organization\";q=1;w=60")
        .containsEntry("RateLimit", "\"organization\";r=0;t=60")
        .doesNotContainKeys("Location", "WWW-Authenticate");
    assertThat(answer.members().get("message"))
        .isEqualTo(
            "Your organization has sent as many requests as it may in a minute, which is 1. Send"
                + " the request again after the seconds in Retry-After.");
    assertThat(held()).isEqualTo(1);
  }

  @Test
  void refusesAChangeBeyondTheLimitWithoutChanging() {
    String id = String.valueOf(Answer.to(post(), limited(create(), 1)).members().get("id"));
    var representation = new CurrentRepresentation(store, ResourceWriter::write);
    Operation delete =
        new DeleteResourceOperation(new DeleteResource(store, store, representation));
    Operation update =
        new UpdateResourceOperation(
            new UpdateResource(store, store, representation, () -> NOW, new SplittableRandom(1)));
    Map<String, Object> before = store.snapshot();

    assertThat(Answer.to(Events.delete(admin, id), limited(delete, 1)).summary())
        .isEqualTo("429 RATE_LIMIT_EXCEEDED");
    assertThat(
            Answer.to(Events.patch(admin, id, "{\"name\": \"Other\"}"), limited(update, 1))
                .summary())
        .isEqualTo("429 RATE_LIMIT_EXCEEDED");
    assertThat(store.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void throwsAListAwayThatIsBeyondTheLimit(String method) {
    var leases = new LeasesAfterTheFirst();
    ApiFunction function =
        limited(
            new ListResourcesOperation(new ListResources(asking(leases::run))), 1, counter, leases);
    Answer.to(Events.get(Events.admin(Samples.organizationId())), function);
    counter.lease(new Quota(organization, Quota.Policy.ORGANIZATION), NOW, 1, 1);

    Answer answer = Answer.to(Events.get(admin).withHttpMethod(method), function);

    assertThat(leases.waited).isEqualTo(1);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers()).containsKey("Retry-After");
  }

  @Test
  void asksNothingOfTheStoreOnceTheMinuteIsKnownToBeUsedUp() {
    var asked = new int[1];
    ApiFunction function =
        limited(new ListResourcesOperation(new ListResources(asking(() -> asked[0]++))), 2);
    for (int i = 0; i < 10; i++) {
      Answer.to(Events.get(admin), function);
    }

    assertThat(asked[0]).isEqualTo(2);
  }

  /** The store, with something that happens whenever it is asked for a list. */
  private ResourceCatalog asking(Runnable first) {
    return new ResourceCatalog() {
      @Override
      public Optional<Organization> read(
          OrganizationId id, Deadline deadline, ResourceSink resources) {
        first.run();
        return store.read(id, deadline, resources);
      }

      @Override
      public PartitionPage readPage(PageRequest request, Deadline deadline) {
        first.run();
        return store.readPage(request, deadline);
      }
    };
  }

  @Test
  void countsWhatItRefusesForOtherReasonsToo() {
    ApiFunction create = limited(create(), 2);

    assertThat(Answer.to(Events.post(admin, "{}"), create).summary())
        .isEqualTo("400 VALIDATION_ERROR");
    assertThat(Answer.to(post(), create).status()).isEqualTo(201);
    assertThat(Answer.to(post(), create).summary()).isEqualTo("429 RATE_LIMIT_EXCEEDED");
  }

  @Test
  void countsByItselfWhatLacksThePermission() {
    ApiFunction create = limited(create(), 20);
    APIGatewayProxyRequestEvent forbidden = Events.post(Events.member(organization), "{}");

    assertThat(Answer.to(forbidden, create).summary()).isEqualTo("403 FORBIDDEN");
    assertThat(Answer.to(forbidden, create).headers())
        .containsEntry("RateLimit-Policy", "\"forbidden\";q=2;w=60")
        .containsEntry("RateLimit", "\"forbidden\";r=0;t=60");
    Answer refused = Answer.to(forbidden, create);

    assertThat(refused.summary()).isEqualTo("429 RATE_LIMIT_EXCEEDED");
    assertThat(refused.headers())
        .containsEntry("Retry-After", "60")
        .containsEntry("RateLimit-Policy", "\"forbidden\";q=2;w=60")
        .containsEntry("RateLimit", "\"forbidden\";r=0;t=60");
    assertThat(refused.members().get("message"))
        .isEqualTo(
            "Your organization has sent as many requests without the permission for them as it may"
                + " in a minute, which is 2. Send the request again after the seconds in"
                + " Retry-After.");
    assertThat(Answer.to(post(), create).headers())
        .containsEntry("RateLimit", "\"organization\";r=19;t=60");
  }

  /** A key that may only list counts as permitted where it lists. */
  @Test
  void looksAtThePermissionOfTheOperation() {
    Caller key = Events.key(organization);

    assertThat(Answer.to(Events.get(key), limited(list(), 20)).headers())
        .containsEntry("RateLimit-Policy", "\"organization\";q=20;w=60");
    assertThat(Answer.to(Events.post(key, "{}"), limited(create(), 20)).headers())
        .containsEntry("RateLimit-Policy", "\"forbidden\";q=2;w=60");
  }

  /** The lease ends when the test says so: a create begins after it, or after the 200 ms. */
  @Test
  void beginsACreateOnlyWithItsPermitOrAfterTheTimeOut() {
    List<Integer> heldAtTheLease = new ArrayList<>();
    ApiFunction create =
        limited(
            create(),
            20,
            (quota, minute, permits, limit) -> {
              heldAtTheLease.add(held());
              return counter.lease(quota, minute, permits, limit);
            });

    Answer.to(post(), create);
    Answer.to(post(), create);

    assertThat(heldAtTheLease).containsExactly(0, 1);
  }

  /** A list that tells when it begins, and then lets the leases go on. */
  private Operation listing(List<String> order, LeasesAfterTheFirst leases) {
    return new ListResourcesOperation(
        new ListResources(
            asking(() -> {
              order.add("list");
              leases.run();
            })));
  }

  @Test
  void beginsAListBesideItsLease() {
    List<String> order = new ArrayList<>();
    var leases = new LeasesAfterTheFirst();
    ApiFunction list =
        limited(
            listing(order, leases),
            20,
            (quota, minute, permits, limit) -> {
              order.add("lease");
              return counter.lease(quota, minute, permits, limit);
            },
            leases);

    Answer first = Answer.to(Events.get(admin), list);
    Answer second = Answer.to(Events.get(admin), list);

    // The first lease opens the connection that the list then uses.
    assertThat(order).containsExactly("lease", "list", "list", "lease");
    assertThat(first.headers()).containsEntry("RateLimit", "\"organization\";r=19;t=60");
    assertThat(second.headers()).containsEntry("RateLimit", "\"organization\";r=18;t=60");
  }

  @Test
  void beginsAListBesideItsLeaseAlsoAfterAFirstOneThatFailed() {
    List<String> order = new ArrayList<>();
    var leases = new LeasesAfterTheFirst();
    ApiFunction list =
        limited(
            listing(order, leases),
            20,
            (_, _, _, _) -> {
              order.add("lease");
              throw new IllegalStateException("out of reach");
            },
            leases);

    Answer.to(Events.get(admin), list);
    Answer.to(Events.get(admin), list);

    assertThat(order).containsExactly("lease", "list", "list", "lease");
  }

  /** Runs the first lease at once, and others when it is told to. */
  private static final class LeasesAfterTheFirst implements Executor {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean hasRunOne;
    private int waited;

    @Override
    public void execute(Runnable lease) {
      if (hasRunOne) {
        waiting.add(lease);
        waited++;
      } else {
        hasRunOne = true;
        lease.run();
      }
    }

    void run() {
      waiting.forEach(Runnable::run);
      waiting.clear();
    }
  }

  @Test
  void countsAReplay() {
    ApiFunction create = limited(create(), 2);
    assertThat(Answer.to(Events.withHeader(post(), "Idempotency-Key", "1"), create).status())
        .isEqualTo(201);
    assertThat(Answer.to(Events.withHeader(post(), "Idempotency-Key", "1"), create).headers())
        .containsEntry("Idempotency-Replayed", "true");

    assertThat(Answer.to(Events.withHeader(post(), "Idempotency-Key", "1"), create).summary())
        .isEqualTo("429 RATE_LIMIT_EXCEEDED");
  }

  @Test
  void tellsTheLimitAlsoWhereTheFunctionFails() {
    ApiFunction function =
        limited(
            new ListResourcesOperation(
                new ListResources(
                    asking(() -> {
                      throw new IllegalStateException();
                    }))),
            600);

    Answer answer = Answer.to(Events.get(admin), function);

    assertThat(answer.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer.headers()).containsEntry("RateLimit", "\"organization\";r=599;t=60");
  }

  @Test
  void answersWhatCannotBeCountedAndTellsTheLimitAlone() {
    RequestCounter failing =
        (_, _, _, _) -> {
          throw new IllegalStateException("out of reach");
        };

    Answer created = Answer.to(post(), limited(create(), 1, failing));
    Answer listed = Answer.to(Events.get(admin), limited(list(), 1, failing));

    assertThat(created.status()).isEqualTo(201);
    assertThat(listed.status()).isEqualTo(200);
    for (Answer answer : new Answer[] {created, listed}) {
      assertThat(answer.headers())
          .containsEntry("RateLimit-Policy", "\"organization\";q=1;w=60")
          .doesNotContainKey("RateLimit");
    }
  }

  @Test
  void logsOnceAMinuteThatRequestsPassUncounted() {
    var clock = new TestClock(NOW);
    RequestCounter failing =
        (_, _, _, _) -> {
          throw new IllegalStateException("out of reach");
        };
    var limiter =
        new RateLimiter(failing, new RequestLimit(1), Duration.ZERO, clock, Runnable::run);
    Operation list = list();
    ApiFunction function =
        TestApi.function(
            new RateLimitFilter(TestApi.handler(list), list.permission(), limiter, clock));

    Answer.to(Events.get(admin), function);
    clock.pass(Duration.ofMinutes(1));
    Answer.to(Events.get(admin), function);
    assertThat(logLines).hasSize(1);
    assertThat(logLines.getFirst())
        .contains(
            "A request passes uncounted", "\"reason\":\"it failed\"", organization.toString());

    clock.pass(Duration.ofMillis(1));
    Answer.to(Events.get(admin), function);
    assertThat(logLines).hasSize(2);
  }

  @Test
  void countsNobodyWhereTheAuthorizerToldNoOrganization() {
    Answer answer =
        Answer.to(Events.event("GET", "/v1/resources", "/v1/resources"), limited(list(), 1));

    assertThat(answer.summary()).isEqualTo("500 INTERNAL_ERROR");
    assertThat(answer.headers()).doesNotContainKeys("RateLimit", "RateLimit-Policy");
    assertThat(counter.calls()).isZero();
  }
}
