package io.entryguard.resources.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * A filter of stream records, as in Lambda's event source mappings: matches records that have every
 * member of a pattern with one of its listed values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Lambda's
 *     filters</a>
 */
public final class RecordFilter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "prefix";

  private final JsonNode pattern;

  private RecordFilter(JsonNode pattern) {
    this.pattern = pattern;
  }

  /** Reads a pattern, whose values are texts or prefixes. */
  static RecordFilter read(Section section) {
    JsonNode pattern;
    try {
      pattern = JSON.readTree(section.text());
    } catch (JsonProcessingException e) {
      throw section.problem("is not JSON");
    }
    if (!pattern.isObject() || !isSupported(pattern)) {
      throw section.problem("only text and prefixes are understood in a pattern");
    }
    return new RecordFilter(pattern);
  }

  private static boolean isSupported(JsonNode pattern) {
    for (JsonNode member : pattern) {
      boolean understood =
          switch (member.getNodeType()) {
            case OBJECT -> isSupported(member);
            case ARRAY -> isSupportedList(member);
            case STRING, NUMBER, BOOLEAN, NULL, BINARY, MISSING, POJO -> false;
          };
      if (!understood) {
        return false;
      }
    }
    return !pattern.isEmpty();
  }

  private static boolean isSupportedList(JsonNode values) {
    for (JsonNode value : values) {
      boolean isPrefix = value.size() == 1 && value.path(PREFIX).isTextual();
      if (!value.isTextual() && !isPrefix) {
        return false;
      }
    }
    return !values.isEmpty();
  }

  boolean takes(JsonNode record) {
    return matches(pattern, record);
  }

  private static boolean matches(JsonNode pattern, JsonNode value) {
    if (pattern.isArray()) {
      return matchesOne(pattern, value);
    }
    for (Map.Entry<String, JsonNode> member : pattern.properties()) {
      if (!matches(member.getValue(), value.path(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesOne(JsonNode choices, JsonNode value) {
    for (JsonNode choice : choices) {
      boolean matches =
          choice.isTextual()
              ? value.isTextual() && value.asText().equals(choice.asText())
              : value.isTextual() && value.asText().startsWith(choice.path(PREFIX).asText());
      if (matches) {
        return true;
      }
    }
    return false;
  }
}
