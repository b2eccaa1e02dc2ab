package io.entryguard.resources.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored state of one organization, read directly from the store.
 *
 * @param count the organization's counter
 * @param resources the name of each of its resources by id
 * @param records resource ids by idempotency key
 */
record StoredState(int count, Map<String, String> resources, Map<String, String> records) {
  StoredState {
    resources = Map.copyOf(resources);
    records = Map.copyOf(records);
  }

  /**
   * Returns violations of the invariants, which hold whatever responses callers got.
   *
   * @param mayBeGone the ids of resources that somebody has tried to delete
   */
  List<String> violations(int limit, Set<String> mayBeGone) {
    List<String> violations = new ArrayList<>();
    if (count != resources.size()) {
      violations.add("the counter says " + count + ", and there are " + resources.size());
    }
    if (resources.size() > limit) {
      violations.add(resources.size() + " resources are past the limit of " + limit);
    }
    records.forEach((key, id) -> {
      if (!resources.containsKey(id) && !mayBeGone.contains(id)) {
        violations.add("the record of " + key + " is of a resource that is not there");
      }
    });
    return violations;
  }
}
