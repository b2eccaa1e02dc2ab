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
 * Reads the events that AWS makes, leniently: members of another kind than expected count as
 * absent. The parser stands on a value's first token when a method is called, and on its last when
 * it returns.
 */
public final class EventJson {
  private EventJson() {}

  /**
   * The name of an object's first member, the parser standing on its value; null for an object
   * without one, and for what is no object.
   */
  public static @Nullable String firstMember(JsonParser json) throws IOException {
    return isObject(json) ? nextMember(json) : null;
  }

  /** The name of the next member, the parser standing on its value; null at the object's end. */
  public static @Nullable String nextMember(JsonParser json) throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      return null;
    }
    String name = json.currentName();
    json.nextToken();
    return name;
  }

  /** Whether the value is an object; anything else is skipped. */
  private static boolean isObject(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    json.skipChildren();
    return false;
  }

  /** The text of a string, number or boolean; null for anything else. */
  public static @Nullable String text(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken().isScalarValue() ? json.getValueAsString() : null;
  }

  /** Whether the value is {@code true}. */
  public static boolean isTrue(JsonParser json) throws IOException {
    json.skipChildren();
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** The members that have a text. */
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

  /** The members, each with the texts of its array. */
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
