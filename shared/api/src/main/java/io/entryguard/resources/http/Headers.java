package io.entryguard.resources.http;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers of a request. Names are case-insensitive. */
public final class Headers {
  private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Headers() {}

  /**
   * Merges the two header maps of an API Gateway event.
   *
   * @param single the last value of each header
   * @param multi every value of each header; used where it has the header
   */
  public static Headers of(
      @Nullable Map<String, String> single, @Nullable Map<String, List<String>> multi) {
    var headers = new Headers();
    if (multi != null) {
      for (Map.Entry<String, List<String>> header : multi.entrySet()) {
        for (String value : requireNonNullElse(header.getValue(), List.<String>of())) {
          headers.add(header.getKey(), value);
        }
      }
    }
    if (single != null) {
      for (Map.Entry<String, String> header : single.entrySet()) {
        if (!headers.values.containsKey(header.getKey())) {
          headers.add(header.getKey(), header.getValue());
        }
      }
    }
    return headers;
  }

  private void add(String name, String value) {
    List<String> known = values.get(name);
    if (known == null) {
      values.put(name, new ArrayList<>(List.of(value)));
    } else {
      known.add(value);
    }
  }

  /** Returns every value of the header in order; empty if the header is missing. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Returns the value of the header if it has exactly one. */
  public Optional<String> only(String name) {
    List<String> all = all(name);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }
}
