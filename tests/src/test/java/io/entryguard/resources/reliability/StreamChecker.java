package io.entryguard.resources.reliability;

import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Compares what callers were told with what the table's own stream tells: there, every write is in
 * its order, once.
 */
final class StreamChecker {
  /**
   * A write of a resource.
   *
   * @param value empty once it is deleted
   * @param isUpdate whether an update by a caller is announced
   */
  record Write(long revision, Optional<String> value, boolean isUpdate) {}

  private final List<Operation> operations;
  private final Map<String, List<Write>> lives;
  private final List<String> violations = new ArrayList<>();

  private StreamChecker(History history, Map<String, List<Write>> lives) {
    this.operations = history.operations();
    this.lives = Map.copyOf(lives);
  }

  /** Reads the writes of each resource, by organization and id. */
  static Map<OrganizationId, Map<String, List<Write>>> livesIn(TestTable table) {
    Map<OrganizationId, Map<String, List<Write>>> lives = new HashMap<>();
    for (Record record : table.stream().records()) {
      Key key = Key.of(record.dynamodb().keys());
      if (key.isResource()) {
        lives
            .computeIfAbsent(key.organization(Key.ORGANIZATION_PARTITION), _ -> new HashMap<>())
            .computeIfAbsent(key.id(), _ -> new ArrayList<>())
            .add(write(record, key.id()));
      }
    }
    return lives;
  }

  private static Write write(Record record, String id) {
    if (record.eventName() == OperationType.REMOVE) {
      return new Write(Long.MAX_VALUE, Optional.empty(), false);
    }
    StoredResource stored =
        ResourceItem.readStored(ResourceId.parse(id).orElseThrow(), record.dynamodb().newImage());
    return new Write(
        stored.revision(),
        Optional.of(stored.resource().spec().name().value()),
        stored.pendingEvent().filter(PendingEvent.Updated.class::isInstance).isPresent());
  }

  /**
   * What is wrong; empty if nothing is.
   *
   * @param lives the writes of each of the organization's resources, in their order
   */
  static List<String> violations(History history, Map<String, List<Write>> lives) {
    var checker = new StreamChecker(history, lives);
    checker.lives.values().forEach(checker::checkLife);
    checker.operations.forEach(checker::checkAnswer);
    checker.lives.forEach(checker::checkCauses);
    return List.copyOf(checker.violations);
  }

  /** A resource is created, changes revision by revision, and is gone once deleted. */
  private void checkLife(List<Write> life) {
    for (int i = 0; i < life.size(); i++) {
      Write write = life.get(i);
      if (write.value().isEmpty() && i < life.size() - 1) {
        violations.add("a resource came back");
      }
      if (write.value().isPresent() && write.revision() != i) {
        violations.add("revisions do not rise by one");
      }
    }
  }

  /** What was answered took place, once; what was refused did not. */
  private void checkAnswer(Operation operation) {
    switch (operation.call()) {
      case Call.Create _ -> {
        if (operation.answer() instanceof Answer.Created(String id) && !lives.containsKey(id)) {
          violations.add("a create was not announced");
        }
      }
      case Call.Update(String id, Optional<String> ifMatch, String value) -> {
        List<Write> life = lives.getOrDefault(id, List.of());
        List<Integer> places = places(life, write -> write.isUpdate() && isOf(write, value));
        boolean isRight =
            switch (operation.answer()) {
              case Answer.Shown _ -> places.size() == 1;
              case Answer.Unavailable _ -> places.size() <= 1;
              case Answer.Created _,
                  Answer.Replayed _,
                  Answer.Listed _,
                  Answer.Stored _,
                  Answer.Done _,
                  Answer.Refused _ ->
                  places.isEmpty();
            };
        if (!isRight) {
          violations.add(
              "%s, announced %d times: %s"
                  .formatted(operation.call(), places.size(), operation.answer()));
        }
        if (places.stream().anyMatch(place -> !matches(ifMatch, life, place))) {
          violations.add("an update was lost under If-Match");
        }
      }
      case Call.Delete(String id, Optional<String> ifMatch) -> {
        List<Write> life = lives.getOrDefault(id, List.of());
        if (operation.answer() instanceof Answer.Done) {
          List<Integer> places = places(life, write -> write.value().isEmpty());
          if (places.size() != 1) {
            violations.add("a deletion was announced %d times".formatted(places.size()));
          }
          if (places.stream().anyMatch(place -> !matches(ifMatch, life, place))) {
            violations.add("an update was lost under the If-Match of a delete");
          }
        }
      }
      case Call.ListAll _, Call.ReadStored _, Call.Get _, Call.Report _ -> {
        // They announce nothing.
      }
    }
  }

  /** Whatever is announced, somebody has asked for. */
  private void checkCauses(String id, List<Write> life) {
    for (Write write : life) {
      boolean isAskedFor =
          operations.stream()
              .map(Operation::call)
              .anyMatch(call ->
                  switch (call) {
                    case Call.Create(_, String value) ->
                        write.revision() == 0 && isOf(write, value);
                    case Call.Update(String of, _, String value) ->
                        of.equals(id) && write.isUpdate() && isOf(write, value);
                    case Call.Delete(String of, _) -> of.equals(id) && write.value().isEmpty();
                    case Call.Report(String of, _, _) ->
                        of.equals(id) && write.value().isPresent() && !write.isUpdate();
                    case Call.ListAll _, Call.ReadStored _, Call.Get _ -> false;
                  });
      if (!isAskedFor) {
        violations.add("nobody has asked for " + write);
      }
    }
    long deletes =
        operations.stream()
            .filter(operation -> operation.answer() instanceof Answer.Done)
            .filter(
                operation -> operation.call() instanceof Call.Delete(String of, _) && of.equals(id))
            .count();
    if (deletes > 1) {
      violations.add("a resource was deleted twice");
    }
  }

  private static List<Integer> places(List<Write> life, Predicate<Write> wanted) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < life.size(); i++) {
      if (wanted.test(life.get(i))) {
        places.add(i);
      }
    }
    return places;
  }

  private static boolean matches(Optional<String> ifMatch, List<Write> life, int place) {
    return ifMatch.isEmpty() || (place > 0 && life.get(place - 1).value().equals(ifMatch));
  }

  private static boolean isOf(Write write, String value) {
    return write.value().equals(Optional.of(value));
  }
}
