package io.entryguard.resources.dynamodb;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item that was read. Every method throws {@link UnreadableItemException} for
 * an attribute that is missing, where it must be there, or has another type.
 */
record Item(Map<String, AttributeValue> attributes) {
  String text(String name) {
    return optionalText(name).orElseThrow(() -> new UnreadableItemException(name));
  }

  Optional<String> optionalText(String name) {
    return optional(name, AttributeValue::s);
  }

  long number(String name) {
    return optional(name, AttributeValue::n)
        .map(text -> parse(name, text, Long::valueOf))
        .orElseThrow(() -> new UnreadableItemException(name));
  }

  int count(String name) {
    return optionalCount(name).orElseThrow(() -> new UnreadableItemException(name));
  }

  Optional<Integer> optionalCount(String name) {
    return optional(name, AttributeValue::n).map(text -> parse(name, text, Integer::valueOf));
  }

  boolean flag(String name) {
    return optional(name, AttributeValue::bool).orElse(false);
  }

  Instant time(String name) {
    return parse(name, text(name), Instant::parse);
  }

  Optional<Instant> optionalTime(String name) {
    return optionalText(name).map(text -> parse(name, text, Instant::parse));
  }

  /** Makes a value of an attribute that must be there. */
  <T> T value(String name, Function<String, T> parser) {
    return parse(name, text(name), parser);
  }

  private <T> Optional<T> optional(String name, Function<AttributeValue, T> type) {
    AttributeValue attribute = attributes.get(name);
    if (attribute == null) {
      return Optional.empty();
    }
    T value = type.apply(attribute);
    if (value == null) {
      throw new UnreadableItemException(name);
    }
    return Optional.of(value);
  }

  private static <T> T parse(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableItemException(name, e);
    }
  }
}
