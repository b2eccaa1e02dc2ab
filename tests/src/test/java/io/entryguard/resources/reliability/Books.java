package io.entryguard.resources.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a store holds of one organization, read beside the service.
 *
 * @param count what the organization's counter says
 * @param resources their ids
 * @param records the resource's id under each idempotency key
 */
record Books(int count, Set<String> resources, Map<String, String> records) {
  Books {
    resources = Set.copyOf(resources);
    records = Map.copyOf(records);
  }

  /** What no organization's books may say, whatever its callers were answered. */
  List<String> violations(int limit) {
    List<String> violations = new ArrayList<>();
    if (count != resources.size()) {
      violations.add("the counter says " + count + ", and there are " + resources.size());
    }
    if (resources.size() > limit) {
      violations.add(resources.size() + " resources are past the limit of " + limit);
    }
    records.forEach((key, id) -> {
      if (!resources.contains(id)) {
        violations.add("the record of " + key + " is of a resource that is not there");
      }
    });
    return violations;
  }
}
