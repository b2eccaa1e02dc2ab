package io.entryguard.resources.dynamodb.item;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an item by their names and types, wherever they come from. */
public interface Attributes {
  /** Whether there is such an attribute, of whatever type. */
  boolean has(String name);

  /** Null for one that is not there, or is no text. */
  @Nullable String text(String name);

  /** Null for one that is not there, or is no number. */
  @Nullable String number(String name);

  /** Null for one that is not there, or is neither true nor false. */
  @Nullable Boolean flag(String name);

  /** As the SDK has read them. */
  static Attributes of(Map<String, AttributeValue> item) {
    return new OfSdk(item);
  }

  /** An item in the SDK's own types. */
  record OfSdk(Map<String, AttributeValue> item) implements Attributes {
    @Override
    public boolean has(String name) {
      return item.containsKey(name);
    }

    @Override
    public @Nullable String text(String name) {
      AttributeValue attribute = item.get(name);
      return attribute == null ? null : attribute.s();
    }

    @Override
    public @Nullable String number(String name) {
      AttributeValue attribute = item.get(name);
      return attribute == null ? null : attribute.n();
    }

    @Override
    public @Nullable Boolean flag(String name) {
      AttributeValue attribute = item.get(name);
      return attribute == null ? null : attribute.bool();
    }
  }
}
