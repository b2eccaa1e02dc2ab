package io.entryguard.resources.dynamodb;

import io.entryguard.resources.text.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item that was read. Every method throws {@link UnreadableItemException} for an attribute that
 * is missing, where it must be there, or has another type.
 */
record Item(Attributes attributes) {
  static Item of(Map<String, AttributeValue> attributes) {
    return new Item(Attributes.of(attributes));
  }

  boolean has(String name) {
    return attributes.has(name);
  }

  String text(String name) {
    return required(name, attributes.text(name));
  }

  Optional<String> optionalText(String name) {
    return optional(name, attributes.text(name));
  }

  long number(String name) {
    return parse(name, required(name, attributes.number(name)), Long::valueOf);
  }

  int count(String name) {
    return parse(name, required(name, attributes.number(name)), Integer::valueOf);
  }

  Optional<Integer> optionalCount(String name) {
    return optional(name, attributes.number(name)).map(text -> parse(name, text, Integer::valueOf));
  }

  boolean flag(String name) {
    return optional(name, attributes.flag(name)).orElse(false);
  }

  Instant time(String name) {
    return parse(name, text(name), Timestamps::parse);
  }

  Optional<Instant> optionalTime(String name) {
    return optionalText(name).map(text -> parse(name, text, Timestamps::parse));
  }

  /** Makes a value of an attribute that must be there. */
  <T> T value(String name, Function<String, T> parser) {
    return parse(name, text(name), parser);
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new UnreadableItemException(name);
    }
    return value;
  }

  private <T> Optional<T> optional(String name, @Nullable T value) {
    if (value == null && attributes.has(name)) {
      throw new UnreadableItemException(name);
    }
    return Optional.ofNullable(value);
  }

  private static <T> T parse(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableItemException(name, e);
    }
  }
}
