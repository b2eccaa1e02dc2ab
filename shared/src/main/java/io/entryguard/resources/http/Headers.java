package io.entryguard.resources.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request's headers, by name in any case. */
final class Headers {
  private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Headers() {}

  /**
   * Takes both forms of an API Gateway event; {@code multi} is complete where it is there, {@code
   * single} has the last value of each.
   */
  static Headers of(
      @Nullable Map<String, String> single, @Nullable Map<String, List<String>> multi) {
    var headers = new Headers();
    if (multi != null) {
      multi.forEach((name, all) -> all.forEach(value -> headers.add(name, value)));
    }
    if (single != null) {
      single.forEach((name, value) -> {
        if (headers.all(name).isEmpty()) {
          headers.add(name, value);
        }
      });
    }
    return headers;
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** Every value of the header, in order; empty if it is not there. */
  List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** The value of a header that stands there once. */
  Optional<String> only(String name) {
    List<String> all = all(name);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }
}
