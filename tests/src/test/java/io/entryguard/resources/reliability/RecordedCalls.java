package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
  private int day;
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
  private synchronized Map<String, List<Response>> granted() {
    return Map.copyOf(granted);
  }

  /** What is wrong with single answers; empty if nothing is. */
  private synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /**
   * Returns what is wrong with the answers together, and with what is stored after them.
   *
   * @param limit how many resources there may be
   */
  synchronized List<String> violations(StoredState stored, int limit) {
    List<String> found = new ArrayList<>(violations());
    found.addAll(stored.violations(limit, history.mayBeGone()));
    granted()
        .forEach((key, responses) -> {
          if (!responses.stream().allMatch(response -> isSame(response, responses.getFirst()))) {
            found.add("the answers under " + key + " differ");
          }
          if (key.endsWith("@" + day)
              && !responses.getFirst().createdId().equals(stored.records().get(nameOf(key)))) {
            found.add("what was granted under " + key + " has no record");
          }
        });
    return found;
  }

  private static String nameOf(String keyOfADay) {
    return keyOfADay.substring(0, keyOfADay.indexOf('@'));
  }

  private static boolean isSame(Response one, Response other) {
    return one.body().equals(other.body()) && one.createdId().equals(other.createdId());
  }

  /** Tells that all keys have expired: from now on, they stand for other creates. */
  synchronized void nextDay() {
    day++;
  }

  private synchronized String ofTheDay(String key) {
    return key + "@" + day;
  }

  /** Creates a resource. */
  Response create(Optional<String> key) {
    Optional<String> ofTheDay = key.map(this::ofTheDay);
    String value = ofTheDay.map(text -> "Resource of " + text).orElseGet(this::newValue);
    return record(new Call.Create(ofTheDay, value), () -> service.create(credential, value, key));
  }

  void list() {
    var _ = record(new Call.ListAll(), () -> service.list(organization()));
  }

  /**
   * Reads what is stored after all calls.
   *
   * @param keys the idempotency keys that callers used
   */
  StoredState readStored(Backend backend, Set<String> keys) {
    long start = history.begin();
    StoredState stored = backend.stateOf(organization(), keys);
    history.end(
        start,
        new Call.ReadStored(),
        new Answer.Stored(stored.count(), new Answer.Listed(stored.resources())));
    return stored;
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
      // The newest, mostly: more calls meet at one resource.
      id = random.nextInt(3) == 0 ? ids.get(random.nextInt(ids.size())) : ids.getLast();
      tag = someTag(id, random);
    }
    switch (random.nextInt(8)) {
      case 0 -> get(id);
      case 1, 2, 3, 4 -> update(id, tag);
      case 5, 6 -> delete(id, tag);
      default -> report(id, random.nextInt(2));
    }
  }

  void get(String id) {
    var _ = record(new Call.Get(id), () -> service.get(organization(), id));
  }

  /**
   * Gives a resource a new name.
   *
   * @param tag for {@code If-Match}
   */
  void update(String id, Optional<String> tag) {
    String value = newValue();
    var _ =
        record(
            new Call.Update(id, tag.map(this::valueOf), value),
            () -> service.update(organization(), id, tag, value));
  }

  /**
   * Deletes a resource.
   *
   * @param tag for {@code If-Match}
   */
  void delete(String id, Optional<String> tag) {
    var _ =
        record(
            new Call.Delete(id, tag.map(this::valueOf)),
            () -> service.delete(organization(), id, tag));
  }

  /** Reports how many sessions use a resource, in a newer version of the report. */
  void report(String id, int sessions) {
    var report = new Call.Report(id, sessions, newVersion());
    long start = history.begin();
    history.end(
        start,
        report,
        service.report(organization(), id, sessions, report.version())
            ? new Answer.Done()
            : new Answer.Unavailable());
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
