package io.entryguard.resources.reliability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.reliability.LifeRun.LifeEvent;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Whatever goes wrong, callers are told what became of their changes, and so is the stream. */
@Tag("reliability")
final class LifeRunsTest {
  private static final int RUNS = Scale.of(8, 100);

  /** Of those that keep no promise: enough to be found out. */
  private static final int CONTROL_RUNS = 30;

  /** As many runs as leave a table whose stream is read at once. */
  private static final int RUNS_A_TABLE = 1_000;

  private static List<String> violations(
      int runs, Map<Fault, Double> probabilities, Function<TestStores, ResourceChanges> store) {
    List<String> violations = new ArrayList<>();
    for (int done = 0; done < runs; done += RUNS_A_TABLE) {
      TestTable table = TestTable.createWithStream();
      Map<OrganizationId, LifeRun> byOrganization = new HashMap<>();
      Map<LifeRun, Long> seeds = new HashMap<>();
      for (int i = done; i < Math.min(runs, done + RUNS_A_TABLE); i++) {
        long seed = Scale.firstSeed() + i;
        var run = new LifeRun(table, seed, probabilities, store);
        byOrganization.put(run.organization(), run);
        seeds.put(run, seed);
        run.run().forEach(wrong -> violations.add("seed %d: %s".formatted(seed, wrong)));
        run.booksViolations()
            .forEach(wrong -> violations.add("seed %d: %s".formatted(seed, wrong)));
      }
      lives(table, byOrganization)
          .forEach((run, life) ->
              run.lifeViolations(life)
                  .forEach(
                      wrong -> violations.add("seed %d: %s".formatted(seeds.get(run), wrong))));
    }
    return violations;
  }

  private static Map<LifeRun, Map<ResourceId, List<LifeEvent>>> lives(
      TestTable table, Map<OrganizationId, LifeRun> runs) {
    Map<LifeRun, Map<ResourceId, List<LifeEvent>>> lives = new HashMap<>();
    for (Record record : table.stream().records()) {
      Key key = Key.of(record.dynamodb().keys());
      if (key.isResource()) {
        LifeRun run =
            requireNonNull(
                runs.get(key.organization(Key.ORGANIZATION_PARTITION)), "nobody's resource");
        lives
            .computeIfAbsent(run, _ -> new HashMap<>())
            .computeIfAbsent(ResourceId.parse(key.id()).orElseThrow(), _ -> new ArrayList<>())
            .add(event(record, key, run.credential()));
      }
    }
    return lives;
  }

  private static LifeEvent event(Record record, Key key, Credential credential) {
    if (record.eventName() == OperationType.REMOVE) {
      return new LifeEvent(Long.MAX_VALUE, Optional.empty(), Optional.empty());
    }
    StoredResource stored =
        ResourceItem.readStored(
            ResourceId.parse(key.id()).orElseThrow(), record.dynamodb().newImage());
    return new LifeEvent(
        stored.revision(),
        Optional.of(ResourceWriter.write(new NamedResource(stored.resource(), credential.name()))),
        stored
            .pendingEvent()
            .filter(PendingEvent.Updated.class::isInstance)
            .map(_ -> stored.resource().spec().name().value()));
  }

  @Test
  void callersLearnTheOutcomeOfTheirChangesUnderEveryFault() {
    assertThat(violations(RUNS, Faults.EVERYTHING, TestStores::changes)).isEmpty();
  }

  @Test
  void findsUpdatesWithoutACheckOfTheRevision() {
    assertThat(violations(CONTROL_RUNS, Map.of(), LastWriteWins::new))
        .anyMatch(violation -> violation.contains("an update was lost under If-Match"));
  }

  @Test
  void findsDeletesThatDoNotCount() {
    assertThat(violations(CONTROL_RUNS, Map.of(), UncountedDelete::new))
        .anyMatch(violation -> violation.contains("the counter says"));
  }

  /** Reads the revision again where it writes. */
  private record LastWriteWins(TestStores stores) implements ResourceChanges {
    @Override
    public boolean replace(
        OrganizationId organization,
        StoredResource before,
        StoredResource after,
        Optional<Credential> credential,
        Deadline deadline) {
      Optional<StoredResource> now =
          stores.reader().find(organization, before.resource().id(), deadline);
      return now.isPresent()
          && stores
              .changes()
              .replace(
                  organization,
                  now.get(),
                  Samples.atRevision(after, now.get().revision() + 1),
                  credential,
                  deadline);
    }

    @Override
    public RemoveOutcome remove(Removal removal, Deadline deadline) {
      return stores.changes().remove(removal, deadline);
    }
  }

  /** Deletes the item and leaves the counter as it is. */
  private record UncountedDelete(TestStores stores) implements ResourceChanges {
    @Override
    public boolean replace(
        OrganizationId organization,
        StoredResource before,
        StoredResource after,
        Optional<Credential> credential,
        Deadline deadline) {
      return stores.changes().replace(organization, before, after, credential, deadline);
    }

    @Override
    public RemoveOutcome remove(Removal removal, Deadline deadline) {
      stores
          .client()
          .deleteItem(request ->
              request
                  .tableName(stores.table().name())
                  .key(Key.of(removal.organization(), removal.resource()).attributes()));
      return RemoveOutcome.REMOVED;
    }
  }
}
