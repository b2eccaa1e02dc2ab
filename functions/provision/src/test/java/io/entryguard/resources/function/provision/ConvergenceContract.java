package io.entryguard.resources.function.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.QuietOutput;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever the order and however often they come, the same events lead to the same table. */
@ExtendWith(QuietOutput.class)
public abstract class ConvergenceContract {
  /** How often an event comes at the most. */
  private static final int MAX_REPEATS = 2;

  private static final int MAX_BATCH = 10;

  private final Organization organization =
      Samples.organization(Samples.organizationId(), Tier.PAID);
  private final Credential credential = Samples.credential(organization.id(), Provider.AWS);
  private final List<Resource> resources =
      List.of(
          Samples.resource(Samples.spec(credential)),
          Samples.resource(Samples.spec(credential)),
          Samples.resource(Samples.spec(credential)),
          Samples.resource(Samples.spec(credential)));
  private final List<String> events = events();

  /** How many orders to try. */
  protected abstract int orders();

  /** How many benches to try them on at once. */
  protected abstract int benches();

  /** Opens stores of their own, with what {@link #plant} puts there and nothing else. */
  protected abstract Bench openBench();

  /** Stores that orders are tried on, one after the other. */
  protected interface Bench {
    /** The stores, as they were when they were opened. */
    Stores reset();

    /** All that the stores hold. */
    Object contents();
  }

  @Test
  public void manyOrdersWithRepeatsLeadToOneTable() throws Exception {
    long seed = Long.getLong("seed", 1);
    System.out.printf("%s: %,d orders, seed %d%n", getClass().getSimpleName(), orders(), seed);
    Object expected = contentsAfter(events, new Random(seed), openBench());
    var next = new AtomicInteger();
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < benches(); i++) {
      Bench bench = openBench();
      workers.add(() -> {
        for (int order = next.getAndIncrement(); order < orders(); order = next.getAndIncrement()) {
          assertThat(contentsAfterOrder(seed + order, bench))
              .as("seed %d", seed + order)
              .isEqualTo(expected);
        }
        return true;
      });
    }

    try (var threads = Executors.newFixedThreadPool(benches())) {
      for (Future<Boolean> done : threads.invokeAll(workers)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  private Object contentsAfterOrder(long seed, Bench bench) {
    var random = new Random(seed);
    List<String> deliveries = new ArrayList<>();
    for (String event : events) {
      deliveries.addAll(Collections.nCopies(1 + random.nextInt(MAX_REPEATS), event));
    }
    Collections.shuffle(deliveries, random);
    return contentsAfter(deliveries, random, bench);
  }

  private static Object contentsAfter(List<String> deliveries, Random random, Bench bench) {
    EventFunction function = bench.reset().function();
    int from = 0;
    while (from < deliveries.size()) {
      int to = Math.min(from + 1 + random.nextInt(MAX_BATCH), deliveries.size());
      assertThat(Messages.deliver(function, deliveries.subList(from, to))).isEmpty();
      from = to;
    }
    return bench.contents();
  }

  /** Makes the resources that events are about, whose ids are made here. */
  protected final void plant(Stores stores) {
    stores.organizations().save(organization);
    stores.organizations().save(credential);
    for (Resource resource : resources) {
      var context =
          stores
              .resources()
              .contextOf(organization.id(), credential.id(), Optional.empty(), Samples.ENOUGH_TIME);
      assertThat(
              stores
                  .resources()
                  .add(Samples.creation(organization.id(), resource), context, Samples.ENOUGH_TIME))
          .isEqualTo(new AddOutcome.Added());
    }
  }

  /** In the order of their versions, each with a content of its own. */
  private List<String> events() {
    List<String> all = new ArrayList<>();
    addOrganizations(all);
    addCredentials(all);
    addKeys(all);
    addVerifications(all);
    OrganizationId id = organization.id();
    addSessions(all, 0, 3, 1);
    addSessions(all, 0, 0, 2);
    addSessions(all, 0, 1, 3);
    addSessions(all, 2, 1, 1);
    all.add(Bodies.deleted(id, resources.get(2).id(), 3));
    all.add(Bodies.deleted(id, resources.get(3).id(), 1));
    return all;
  }

  private void addOrganizations(List<String> all) {
    OrganizationId id = organization.id();
    all.add(Bodies.of(organization));
    all.add(Bodies.of(version(id, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(5), 2)));
    all.add(
        Bodies.of(version(id, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 3)));
    all.add(Bodies.of(version(id, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.of(9), 4)));
    OrganizationId other = OTHER.organization();
    all.add(Bodies.of(version(other, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(1), 7)));
    all.add(Bodies.of(Samples.deleted(Samples.organization(other, Tier.FREE), 8)));
  }

  /** Of an organization that is not there from the start. */
  private static final Credential OTHER =
      Samples.credential(Samples.organizationId(), Provider.GCP);

  private static Organization version(
      OrganizationId id,
      Tier tier,
      OrganizationStatus status,
      OptionalInt maxResources,
      long version) {
    return Samples.organization(id, tier, status, maxResources, version);
  }

  private void addCredentials(List<String> all) {
    all.add(
        Bodies.of(
            new Credential(organization.id(), credential.id(), "Renamed", Provider.AWS, false, 2)));
    all.add(Bodies.of(OTHER));
    all.add(
        Bodies.of(
            new Credential(OTHER.organization(), OTHER.id(), OTHER.name(), Provider.GCP, true, 2)));
    all.add(
        Bodies.of(
            new Credential(OTHER.organization(), OTHER.id(), "Again", Provider.GCP, false, 3)));
  }

  private static void addKeys(List<String> all) {
    ApiKey key = ApiKeys.reading("eg_live_one");
    all.add(Bodies.of(key));
    all.add(Bodies.of(ApiKeys.revoked(key)));
    ApiKey other = ApiKeys.reading("eg_live_two");
    all.add(Bodies.of(ApiKeys.expiring(other, Samples.NOW)));
    all.add(
        Bodies.of(
            new ApiKey(
                other.hash(),
                other.organization(),
                other.displayPrefix(),
                "Renamed",
                Set.of(),
                Optional.empty(),
                false,
                Long.MAX_VALUE)));
  }

  /** Times that do not always grow with the version: clocks differ. */
  private void addVerifications(List<String> all) {
    addVerification(all, 0, true, 60, 1);
    addVerification(all, 0, false, 120, 2);
    addVerification(all, 0, true, 90, 3);
    addVerification(all, 0, false, 30, 4);
    addVerification(all, 1, false, 10, 1);
    addVerification(all, 1, true, -10, 2);
    addVerification(all, 2, true, 10, 1);
    addVerification(all, 2, false, 20, 2);
  }

  private void addSessions(List<String> all, int resource, int count, long version) {
    all.add(
        Bodies.sessionsChanged(
            organization.id(), resources.get(resource).id(), new ActiveSessions(count, version)));
  }

  private void addVerification(
      List<String> all, int resource, boolean succeeded, int secondsLater, long version) {
    all.add(
        Bodies.verified(
            organization.id(),
            resources.get(resource).id(),
            new Verification(
                succeeded, Samples.NOW.plus(Duration.ofSeconds(secondsLater)), version)));
  }
}
