package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The calls of one organization's callers, who know what others were told, and their history. */
final class RecordedCalls {
  private final Service service;
  private final Credential credential;
  private final History history = new History();
  private final List<String> ids = new ArrayList<>();

  /** Every tag of a resource that a caller has seen, by id. */
  private final Map<String, List<String>> tags = new HashMap<>();

  private final Map<String, String> valuesByTag = new HashMap<>();
  private final Map<String, List<Response>> granted = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int values;
  private long versions;

  RecordedCalls(Service service, Credential credential) {
    this.service = service;
    this.credential = credential;
  }

  OrganizationId organization() {
    return credential.organization();
  }

  History history() {
    return history;
  }

  /** The successful answers to creates, by idempotency key. */
  synchronized Map<String, List<Response>> granted() {
    return Map.copyOf(granted);
  }

  /** What is wrong with single answers; empty if nothing is. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Creates a resource. */
  Response create(Optional<String> key) {
    String value = key.map(text -> "Resource of " + text).orElseGet(this::newValue);
    return record(new Call.Create(key, value), () -> service.create(credential, value, key));
  }

  void list() {
    var _ = record(new Call.ListAll(), () -> service.list(organization()));
  }

  /**
   * Gets, changes or deletes a resource that callers know, or reports its sessions. Creates one
   * while callers know none.
   */
  void useAny(Random random) {
    if (knowsNone()) {
      var _ = create(Optional.empty());
      return;
    }
    String id;
    Optional<String> tag;
    synchronized (this) {
      id = ids.get(random.nextInt(ids.size()));
      tag = someTag(id, random);
    }
    OrganizationId organization = organization();
    Optional<String> ifMatch = tag.map(this::valueOf);
    switch (random.nextInt(8)) {
      case 0 -> {
        var _ = record(new Call.Get(id), () -> service.get(organization, id));
      }
      case 1, 2, 3, 4 -> {
        String value = newValue();
        var _ =
            record(
                new Call.Update(id, ifMatch, value),
                () -> service.update(organization, id, tag, value));
      }
      case 5, 6 -> {
        var _ = record(new Call.Delete(id, ifMatch), () -> service.delete(organization, id, tag));
      }
      default -> {
        var report = new Call.Report(id, random.nextInt(2), newVersion());
        long start = history.begin();
        history.end(
            start,
            report,
            service.report(organization, id, report.sessions(), report.version())
                ? new Answer.Done()
                : new Answer.Unavailable());
      }
    }
  }

  private synchronized boolean knowsNone() {
    return ids.isEmpty();
  }

  /** The newest that was seen, mostly; none for one call in three. */
  private Optional<String> someTag(String id, Random random) {
    List<String> seen = tags.getOrDefault(id, List.of());
    if (seen.isEmpty() || random.nextInt(3) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        random.nextInt(4) == 0 ? seen.get(random.nextInt(seen.size())) : seen.getLast());
  }

  private synchronized String valueOf(String tag) {
    return Optional.ofNullable(valuesByTag.get(tag)).orElseThrow();
  }

  private synchronized String newValue() {
    return "Name " + ++values;
  }

  private synchronized long newVersion() {
    return ++versions;
  }

  private Response record(Call call, Supplier<Response> send) {
    long start = history.begin();
    Response response = send.get();
    Optional<Answer> answer = answerOf(response, call);
    // Its end comes before others may use what it says.
    answer.ifPresent(known -> history.end(start, call, known));
    learnFrom(call, response, answer);
    return response;
  }

  private static Optional<Answer> answerOf(Response response, Call call) {
    if (response.isUnavailable()) {
      return Optional.of(new Answer.Unavailable());
    }
    return switch (response.status()) {
      case 200 ->
          call instanceof Call.ListAll
              ? Optional.of(new Answer.Listed(response.names()))
              : response.names().values().stream().findFirst().map(Answer.Shown::new);
      case 201 -> {
        String id = response.createdId();
        yield Optional.of(response.isReplayed() ? new Answer.Replayed(id) : new Answer.Created(id));
      }
      case 204 -> Optional.of(new Answer.Done());
      default -> response.error().map(Answer.Refused::new);
    };
  }

  private synchronized void learnFrom(Call call, Response response, Optional<Answer> answer) {
    if (answer.isEmpty()) {
      violations.add("%s was answered %s".formatted(call, response));
    }
    if (call instanceof Call.Create(Optional<String> key, _) && response.isCreated()) {
      key.ifPresent(text -> granted.computeIfAbsent(text, _ -> new ArrayList<>()).add(response));
    }
    response
        .names()
        .forEach((id, value) -> {
          if (!ids.contains(id)) {
            ids.add(id);
          }
          response
              .tag()
              .filter(_ -> !(call instanceof Call.ListAll))
              .ifPresent(tag -> {
                tags.computeIfAbsent(id, _ -> new ArrayList<>()).add(tag);
                if (!value.equals(valuesByTag.merge(tag, value, (known, _) -> known))) {
                  violations.add("one tag stands for two states");
                }
              });
        });
  }
}
