package io.entryguard.resources.dynamodb.item;

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
public record Item(Attributes attributes) {
  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(Attributes.of(attributes));
  }

  public boolean has(String name) {
    return attributes.has(name);
  }

  public String text(String name) {
    return required(name, attributes.text(name));
  }

  public Optional<String> optionalText(String name) {
    return optional(name, attributes.text(name));
  }

  public long number(String name) {
    return parse(name, required(name, attributes.number(name)), Long::valueOf);
  }

  public int count(String name) {
    return parse(name, required(name, attributes.number(name)), Integer::valueOf);
  }

  public Optional<Integer> optionalCount(String name) {
    return optional(name, attributes.number(name)).map(text -> parse(name, text, Integer::valueOf));
  }

  public boolean flag(String name) {
    return optional(name, attributes.flag(name)).orElse(false);
  }

  public Instant time(String name) {
    return parse(name, text(name), Timestamps::parse);
  }

  public Optional<Instant> optionalTime(String name) {
    return optionalText(name).map(text -> parse(name, text, Timestamps::parse));
  }

  /** Makes a value of an attribute that must be there. */
  public <T> T value(String name, Function<String, T> parser) {
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
