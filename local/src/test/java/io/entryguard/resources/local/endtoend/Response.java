package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response as received.
 *
 * @param headers every value of each header; names in any case
 */
record Response(int status, Map<String, List<String>> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END_OF_HEAD = "\r\n\r\n";

  static Response read(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf(END_OF_HEAD);
    assertThat(end).as("the end of the head in the response: " + text).isPositive();
    String[] lines = text.substring(0, end).split("\r\n", -1);
    assertThat(lines[0]).startsWith("HTTP/1.1 ");

    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : List.of(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int bodyStart = end + END_OF_HEAD.length();
    return new Response(
        Integer.parseInt(lines[0].split(" ", -1)[1]),
        headers,
        new String(bytes, bodyStart, bytes.length - bodyStart, UTF_8));
  }

  /** Returns the raw bytes after the head. */
  static byte[] body(byte[] bytes) {
    int end = new String(bytes, ISO_8859_1).indexOf(END_OF_HEAD);
    return Arrays.copyOfRange(bytes, end + END_OF_HEAD.length(), bytes.length);
  }

  /** Returns all values of a header; empty if it is missing. */
  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("The body is not JSON: " + body, e);
    }
  }

  /** Asserts the headers of every response. */
  void assertCommonHeaders() {
    assertThat(header("Content-Type")).containsExactly("application/json");
    assertThat(header("X-Request-Id")).singleElement().asString().isNotBlank();
    assertThat(header("Cache-Control")).containsExactly("no-store");
    assertThat(header("X-Content-Type-Options")).containsExactly("nosniff");
  }
}
