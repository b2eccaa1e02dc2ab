package io.entryguard.resources.function.provision;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeys;
import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.QuietOutput;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that fails at random: no message is lost, and none is applied twice. */
@ExtendWith(QuietOutput.class)
final class FaultsTest {
  private static final int RUNS = 300;
  private static final int REQUESTS = 12;
  private static final double SHARE_OF_FAULTS = 0.4;

  private final Organization organization =
      Samples.organization(
          Samples.organizationId(), Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.of(8), 2);
  private final OrganizationId id = organization.id();
  private final Credential credential = Samples.credential(id, Provider.AWS);
  private final ApiKey key = ApiKeys.revoked(ApiKeys.reading("eg_live_one"));

  @Test
  void loseNoMessageAndApplyNoneTwice() {
    long seed = Long.getLong("seed", 1);
    var random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      run("seed %d, run %d".formatted(seed, run), random);
    }
  }

  private void run(String description, Random random) {
    var store = new InMemoryResourceStore();
    var keys = new InMemoryApiKeyStore();
    Stores stores = Stores.of(store, keys);
    EventFunction faulty = new FaultyStores(stores, random, SHARE_OF_FAULTS).stores().function();
    EventFunction healthy = stores.function();

    var queue = new SimulatedQueue(random);
    queue.send(Bodies.of(Samples.organization(id, Tier.FREE)));
    queue.send(Bodies.of(organization));
    queue.send(Bodies.of(credential));
    queue.send(Bodies.of(ApiKeys.reading("eg_live_one")));
    queue.send(Bodies.of(key));
    for (int i = 0; i < REQUESTS; i++) {
      String request = Bodies.requested(id, "request-" + i, Samples.spec(credential));
      for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
        queue.send(request);
      }
    }
    queue.send("poison");
    settle(queue, faulty, healthy);
    assertThat(queue.deadLetters()).as(description).containsExactly("poison");

    Set<ResourceId> created = created(store);
    assertEachRequestHasOneOutcome(description, store, created);
    assertThat(keys.find(key.hash())).as(description).contains(key);

    assertChangesAreAppliedOnce(description, queue, faulty, healthy, store);
  }

  /** With faults until the queue gives up on what is left; then, redriven, without. */
  private static void settle(SimulatedQueue queue, EventFunction faulty, EventFunction healthy) {
    queue.drain(faulty);
    queue.redrive();
    queue.drain(healthy);
  }

  private Set<ResourceId> created(InMemoryResourceStore store) {
    return StoredPartition.read(store, id, ENOUGH_TIME).resources().stream()
        .map(named -> named.resource().id())
        .collect(Collectors.toSet());
  }

  private void assertEachRequestHasOneOutcome(
      String description, InMemoryResourceStore store, Set<ResourceId> created) {
    List<ResourceId> completed = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      IdempotencyRecord record =
          store
              .find(
                  id,
                  new IdempotencyKey(IdempotencyKey.Origin.EVENT, "terraform", "request-" + i),
                  ENOUGH_TIME)
              .orElseThrow();
      if (record.outcome() instanceof RequestOutcome.Completed(ResourceId resource, _)) {
        completed.add(resource);
      }
    }
    assertThat(completed).as(description).containsExactlyInAnyOrderElementsOf(created);
    assertThat(StoredPartition.read(store, id, ENOUGH_TIME).organization().orElseThrow())
        .as(description)
        .isEqualTo(
            new Organization(
                id,
                organization.name(),
                organization.tier(),
                organization.status(),
                organization.maxResources(),
                created.size(),
                false,
                organization.version()));
    assertThat(created.size()).as(description).isLessThanOrEqualTo(8);
  }

  private void assertChangesAreAppliedOnce(
      String description,
      SimulatedQueue queue,
      EventFunction faulty,
      EventFunction healthy,
      InMemoryResourceStore store) {
    List<ResourceId> before = List.copyOf(created(store));
    List<ResourceId> gone = before.subList(0, before.size() / 2);
    for (ResourceId resource : before) {
      queue.send(
          Bodies.verified(id, resource, new Verification(true, Samples.NOW.plusSeconds(9), 2)));
      queue.send(Bodies.verified(id, resource, new Verification(false, Samples.NOW, 1)));
    }
    for (ResourceId resource : gone) {
      queue.send(Bodies.deleted(id, resource, 3));
      queue.send(Bodies.deleted(id, resource, 3));
    }
    settle(queue, faulty, healthy);

    assertThat(queue.deadLetters()).as(description).containsExactly("poison");
    StoredPartition after = StoredPartition.read(store, id, ENOUGH_TIME);
    assertThat(after.organization().orElseThrow().resourceCount())
        .as(description)
        .isEqualTo(before.size() - gone.size());
    assertThat(after.resources())
        .as(description)
        .hasSize(before.size() - gone.size())
        .allSatisfy(named -> {
          assertThat(named.resource().active()).isTrue();
          assertThat(named.resource().updatedAt()).isEqualTo(Samples.NOW.plusSeconds(9));
          assertThat(gone).doesNotContain(named.resource().id());
        });
  }
}
