package io.entryguard.resources.reliability;

import io.entryguard.resources.refusal.ErrorCode;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an organization has, if its calls take effect one after the other: a bounded map. It says
 * what each call is answered then.
 *
 * @param limit how many resources there may be
 * @param resources those that are there, by id
 * @param ids all that were ever there
 * @param keys the id of the created resource by idempotency key
 */
record Model(int limit, Map<String, Held> resources, Set<String> ids, Map<String, String> keys) {
  /** A resource. */
  record Held(String value, int sessions, long sessionsVersion) {}

  /** What a call is answered, and what the organization has after it. */
  record Step(Answer answer, Model after) {}

  /** An organization without resources. */
  static Model empty(int limit) {
    return new Model(limit, Map.of(), Set.of(), Map.of());
  }

  /**
   * The effect of a call.
   *
   * @param newId what a create calls its resource
   */
  Step after(Call call, String newId) {
    return switch (call) {
      case Call.Create(Optional<String> key, String value) -> create(key, value, newId);
      case Call.ListAll() -> unchanged(all());
      case Call.ReadStored() -> unchanged(new Answer.Stored(resources.size(), all()));
      case Call.Get(String id) ->
          resources.containsKey(id)
              ? unchanged(new Answer.Shown(held(id).value()))
              : refused(ErrorCode.RESOURCE_NOT_FOUND);
      case Call.Update(String id, Optional<String> ifMatch, String value) ->
          update(id, ifMatch, value);
      case Call.Delete(String id, Optional<String> ifMatch) -> delete(id, ifMatch);
      case Call.Report(String id, int sessions, long version) ->
          new Step(
              new Answer.Done(),
              resources.containsKey(id) && version > held(id).sessionsVersion()
                  ? with(id, new Held(held(id).value(), sessions, version))
                  : this);
    };
  }

  private Answer.Listed all() {
    SortedMap<String, String> values = new TreeMap<>();
    resources.forEach((id, held) -> values.put(id, held.value()));
    return new Answer.Listed(values);
  }

  private Step create(Optional<String> key, String value, String newId) {
    Optional<String> known = key.map(keys::get);
    if (known.isPresent()) {
      return unchanged(new Answer.Replayed(known.get()));
    }
    if (resources.size() >= limit) {
      return refused(ErrorCode.MAX_RESOURCES_REACHED);
    }
    Map<String, Held> more = new HashMap<>(resources);
    more.put(newId, new Held(value, 0, 0));
    Set<String> moreIds = new HashSet<>(ids);
    moreIds.add(newId);
    Map<String, String> moreKeys = new HashMap<>(keys);
    key.ifPresent(text -> moreKeys.put(text, newId));
    return new Step(
        new Answer.Created(newId),
        new Model(
            limit,
            Collections.unmodifiableMap(more),
            Collections.unmodifiableSet(moreIds),
            Collections.unmodifiableMap(moreKeys)));
  }

  private Step update(String id, Optional<String> ifMatch, String value) {
    if (!resources.containsKey(id)) {
      return refused(ErrorCode.RESOURCE_NOT_FOUND);
    }
    Held held = held(id);
    if (!ifMatch.map(held.value()::equals).orElse(true)) {
      return refused(ErrorCode.PRECONDITION_FAILED);
    }
    return new Step(
        new Answer.Shown(value),
        with(id, new Held(value, held.sessions(), held.sessionsVersion())));
  }

  private Step delete(String id, Optional<String> ifMatch) {
    if (!resources.containsKey(id)) {
      return refused(ErrorCode.RESOURCE_NOT_FOUND);
    }
    Held held = held(id);
    if (!ifMatch.map(held.value()::equals).orElse(true)) {
      return refused(ErrorCode.PRECONDITION_FAILED);
    }
    if (held.sessions() > 0) {
      return refused(ErrorCode.RESOURCE_IN_USE);
    }
    Map<String, Held> fewer = new HashMap<>(resources);
    fewer.remove(id);
    return new Step(
        new Answer.Done(), new Model(limit, Collections.unmodifiableMap(fewer), ids, keys));
  }

  private Held held(String id) {
    return Optional.ofNullable(resources.get(id)).orElseThrow();
  }

  private Model with(String id, Held held) {
    Map<String, Held> changed = new HashMap<>(resources);
    changed.put(id, held);
    return new Model(limit, Collections.unmodifiableMap(changed), ids, keys);
  }

  private Step unchanged(Answer answer) {
    return new Step(answer, this);
  }

  private Step refused(ErrorCode code) {
    return unchanged(new Answer.Refused(code));
  }
}
