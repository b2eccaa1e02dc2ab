package io.entryguard.resources.serialization;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads AWS events leniently: members of an unexpected type count as absent. Each method expects
 * the parser at the first token of a value and leaves it at the last.
 */
public final class EventJson {
  private EventJson() {}

  /**
   * Moves to the value of an object's first member and returns the member's name; null if the
   * object is empty or the value is not an object.
   */
  public static @Nullable String firstMember(JsonParser json) throws IOException {
    return isObject(json) ? nextMember(json) : null;
  }

  /** Moves to the next member's value and returns the member's name; null at the object's end. */
  public static @Nullable String nextMember(JsonParser json) throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      return null;
    }
    String name = json.currentName();
    json.nextToken();
    return name;
  }

  /** Whether the value is an object; skips the value if not. */
  private static boolean isObject(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    json.skipChildren();
    return false;
  }

  /** Returns the text of a string, number or boolean; null for anything else. */
  public static @Nullable String text(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken().isScalarValue() ? json.getValueAsString() : null;
  }

  /** Whether the value is {@code true}. */
  public static boolean isTrue(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** Returns the members whose values are text, as {@link #text} reads it. */
  public static Map<String, String> textMap(JsonParser json) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (String name = firstMember(json); name != null; name = nextMember(json)) {
      String text = text(json);
      if (text != null) {
        map.put(name, text);
      }
    }
    return map;
  }

  /** Returns the members whose values are arrays of text; other values count as empty arrays. */
  public static Map<String, List<String>> textListMap(JsonParser json) throws IOException {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (String name = firstMember(json); name != null; name = nextMember(json)) {
      map.put(name, textList(json));
    }
    return map;
  }

  private static List<String> textList(JsonParser json) throws IOException {
    List<String> list = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return list;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String text = text(json);
      if (text != null) {
        list.add(text);
      }
    }
    return list;
  }
}
