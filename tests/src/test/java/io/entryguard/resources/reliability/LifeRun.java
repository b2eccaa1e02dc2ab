package io.entryguard.resources.reliability;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.create.CreateOutcome;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteCommand;
import io.entryguard.resources.delete.DeleteOutcome;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.get.GetOutcome;
import io.entryguard.resources.get.GetResource;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import io.entryguard.resources.update.UpdateCommand;
import io.entryguard.resources.update.UpdateOutcome;
import io.entryguard.resources.update.UpdateResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A few callers of one organization at once, who create, get, change and delete its resources while
 * sessions begin and end. What they are told is compared with what the table's stream tells.
 */
final class LifeRun {
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder().build();
  private static final Deadline PATIENT = () -> Duration.ofHours(1);
  private static final int LIMIT = Samples.FREE_3.free();

  private final Random random;
  private final Interleaving interleaving;
  private final FaultyHttpClient http;
  private final Faults faults;
  private final TestTable table;
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);

  private final CreateResource createResource;
  private final GetResource getResource;
  private final UpdateResource updateResource;
  private final DeleteResource deleteResource;
  private final ApplyReport applyReport;

  private final List<ResourceId> ids = new ArrayList<>();
  private final Map<ResourceId, EntityTag> tags = new HashMap<>();
  private final Set<ResourceId> deleted = new HashSet<>();

  /** The name that a call gives a resource, which no other call gives. */
  private final Map<String, Optional<EntityTag>> updated = new HashMap<>();

  private final Set<String> refused = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private int calls;
  private long sessionsVersion;

  LifeRun(
      TestTable table,
      long seed,
      Map<Fault, Double> probabilities,
      Function<TestStores, ResourceChanges> store) {
    this.table = table;
    this.random = new Random(seed);
    this.interleaving = new Interleaving(random.nextLong());
    this.faults = new Faults(random.nextLong(), probabilities);
    this.http = new FaultyHttpClient(HTTP, faults, interleaving::pause);
    var stores =
        new TestStores(table.table(), TestTable.client(http, DynamoDbBackend.withoutWaiting()));
    var shown = new CurrentRepresentation(stores.reader(), ResourceWriter::write);
    ResourceChanges changes = store.apply(stores);
    this.createResource =
        new CreateResource(
            stores.resources(),
            Samples.FREE_3,
            new ResourceIds(() -> Samples.NOW, new SecureRandom()),
            ResourceWriter::write,
            () -> Samples.NOW);
    this.getResource = new GetResource(stores.reader(), shown);
    this.updateResource =
        new UpdateResource(stores.reader(), changes, shown, () -> Samples.NOW, new SecureRandom());
    this.deleteResource = new DeleteResource(stores.reader(), changes, shown);
    this.applyReport = new ApplyReport(stores.reader(), changes);
  }

  OrganizationId organization() {
    return organization;
  }

  /** Runs the seed, and says what was wrong with the answers; empty if nothing was. */
  List<String> run() {
    var accounts = new TestStores(table.table(), table.client()).accounts();
    accounts.save(Samples.organization(organization, Tier.FREE));
    accounts.save(credential);
    List<Runnable> callers = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      int count = 2 + random.nextInt(4);
      callers.add(() -> {
        for (int call = 0; call < count; call++) {
          call();
        }
      });
    }
    create();
    interleaving.run(callers);
    faults.stop();
    try {
      http.deliverLateCalls();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (ResourceId id : deleted) {
      get(id);
    }
    return violations;
  }

  private void call() {
    if (ids.isEmpty()) {
      create();
      return;
    }
    ResourceId id = ids.get(random.nextInt(ids.size()));
    switch (random.nextInt(8)) {
      case 0 -> create();
      case 1 -> get(id);
      case 2 -> report(id);
      case 3, 4 -> delete(id);
      default -> update(id);
    }
  }

  /** Empty when the caller is told to come again. */
  private static <T> Optional<T> answer(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (StoreUnavailableException e) {
      return Optional.empty();
    }
  }

  private void create() {
    var command = Samples.command(organization, Samples.spec(credential));
    if (answer(() -> createResource.create(command, PATIENT)).orElse(null)
        instanceof CreateOutcome.Created(ResourceId id, String representation)) {
      ids.add(id);
      tags.put(id, EntityTag.of(representation));
    }
  }

  private void get(ResourceId id) {
    boolean wasDeleted = deleted.contains(id);
    if (answer(() -> getResource.get(organization, id, PATIENT)).orElse(null)
        instanceof GetOutcome.Found(String representation)) {
      tags.put(id, EntityTag.of(representation));
      if (wasDeleted) {
        violations.add("a deleted resource was found");
      }
    }
  }

  private void report(ResourceId id) {
    var sessions = new ActiveSessions(random.nextInt(2), ++sessionsVersion);
    var _ = answer(() -> applyReport.apply(organization, id, sessions, PATIENT));
  }

  /** What the caller has seen last, or nothing. */
  private Precondition precondition(ResourceId id) {
    EntityTag tag = tags.get(id);
    return tag == null || random.nextInt(3) == 0
        ? Precondition.NONE
        : new Precondition.OneOf(Set.of(tag));
  }

  private void delete(ResourceId id) {
    var command = new DeleteCommand(organization, id, precondition(id));
    if (answer(() -> deleteResource.delete(command, PATIENT)).orElse(null)
            instanceof DeleteOutcome.Deleted
        && !deleted.add(id)) {
      violations.add("a resource was deleted twice");
    }
  }

  private void update(ResourceId id) {
    String name = "Name " + ++calls;
    Precondition precondition = precondition(id);
    var patch =
        new ResourcePatch(
            Optional.of(new ResourceName(name)),
            Optional.empty(),
            Optional.empty(),
            new PatchedValue.Absent<>(),
            Optional.empty(),
            new PatchedValue.Absent<>());
    var command = new UpdateCommand(organization, id, patch, precondition);
    Optional<UpdateOutcome> outcome = answer(() -> updateResource.update(command, PATIENT));
    if (outcome.isEmpty()) {
      return;
    }
    switch (outcome.get()) {
      case UpdateOutcome.Updated(String representation) -> {
        tags.put(id, EntityTag.of(representation));
        updated.put(
            name,
            precondition instanceof Precondition.OneOf(Set<EntityTag> seen)
                ? Optional.of(seen.iterator().next())
                : Optional.empty());
      }
      case UpdateOutcome.Refused _ -> refused.add(name);
      case UpdateOutcome.Unchanged _, UpdateOutcome.Invalid _ ->
          violations.add("an update was answered " + outcome.get());
    }
  }

  /** What is wrong with the table, now that all is over; empty if nothing is. */
  List<String> booksViolations() {
    int count = -1;
    int items = 0;
    for (var item :
        table
            .client()
            .query(request ->
                request
                    .tableName(table.table().name())
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS(Key.partitionOf(organization)))))
            .items()) {
      Key key = Key.of(item);
      items += key.isResource() ? 1 : 0;
      count = key.isOrganization() ? Integer.parseInt(item.get("resourceCount").n()) : count;
    }
    List<String> wrong = new ArrayList<>();
    if (count != items) {
      wrong.add("the counter says %d, and there are %d".formatted(count, items));
    }
    if (items > LIMIT) {
      wrong.add("%d resources are past the limit".formatted(items));
    }
    return wrong;
  }

  /**
   * Compares what callers were told with what was announced.
   *
   * @param life what became of each resource, in order
   */
  List<String> lifeViolations(Map<ResourceId, List<LifeEvent>> life) {
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> announced = new HashMap<>();
    life.forEach((id, events) -> {
      EntityTag before = null;
      long revision = -1;
      boolean gone = false;
      for (LifeEvent event : events) {
        if (gone) {
          wrong.add("a resource came back");
        }
        if (event.revision() <= revision) {
          wrong.add("revisions do not rise");
        }
        revision = event.revision();
        gone = event.representation().isEmpty();
        if (gone) {
          continue;
        }
        if (event.name().isPresent()) {
          String name = event.name().get();
          announced.merge(name, 1, Integer::sum);
          Optional<EntityTag> seen = updated.getOrDefault(name, Optional.empty());
          if (seen.isPresent() && !seen.get().equals(before)) {
            wrong.add("an update was lost under If-Match");
          }
        }
        before = EntityTag.of(event.representation().get());
      }
      if (deleted.contains(id) != gone && deleted.contains(id)) {
        wrong.add("a deletion was not announced");
      }
    });
    updated.keySet().stream()
        .filter(name -> announced.getOrDefault(name, 0) != 1)
        .forEach(name ->
            wrong.add(
                "an update was announced %d times".formatted(announced.getOrDefault(name, 0))));
    refused.stream()
        .filter(announced::containsKey)
        .forEach(_ -> wrong.add("a refused update took place"));
    return wrong;
  }

  /**
   * One write of a resource.
   *
   * @param representation how callers were shown it then; empty once it is deleted
   * @param name what an announced update called it; empty where no update is announced
   */
  record LifeEvent(long revision, Optional<String> representation, Optional<String> name) {}

  Credential credential() {
    return credential;
  }
}
