package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The event of a REQUEST authorizer, with only the members that are used. The events library's own
 * class lacks {@code multiValueHeaders}, without which repeated headers cannot be detected.
 *
 * @param methodArn the called method: {@code arn:…:execute-api:…/stage/verb/path}
 * @param headers the last value of each header
 * @param multiValueHeaders every value of each header
 * @param requestId API Gateway's id of the request; empty if there is none
 */
public record AuthorizerRequest(
    String methodArn,
    Map<String, String> headers,
    Map<String, List<String>> multiValueHeaders,
    String requestId) {
  private static final int ASCII_END = 0x80;

  public AuthorizerRequest {
    requireNonNull(methodArn, "methodArn is null");
    headers = Map.copyOf(headers);
    multiValueHeaders = Map.copyOf(multiValueHeaders);
    requireNonNull(requestId, "requestId is null");
  }

  /**
   * Returns every value of each header by its name in lower case. API Gateway sends the same
   * headers in both maps; if they differ, all values count, so that no value can be hidden.
   */
  Map<String, List<String>> allHeaders() {
    Map<String, List<String>> all = new HashMap<>();
    multiValueHeaders.forEach((name, values) -> values.forEach(value -> add(all, name, value)));
    Map<String, List<String>> single = new HashMap<>();
    headers.forEach((name, value) -> add(single, name, value));

    single.forEach((name, values) -> {
      List<String> known = all.computeIfAbsent(name, _ -> new ArrayList<>());
      if (!known.containsAll(values)) {
        known.addAll(values);
      }
    });
    return all;
  }

  private static void add(Map<String, List<String>> headers, String name, String value) {
    // HTTP allows ASCII names only, and lower case maps some other letters to ASCII ones.
    if (name.chars().allMatch(character -> character < ASCII_END)) {
      headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(value);
    }
  }
}
