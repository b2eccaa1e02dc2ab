package io.entryguard.resources.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entryguard.resources.dynamodb.item.Attributes;
import io.entryguard.resources.dynamodb.item.Item;
import io.entryguard.resources.dynamodb.item.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the answer to a query from its bytes, item by item: none is kept longer than it takes to
 * read it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html#API_Query_ResponseSyntax">Query</a>
 */
final class QueryResponseReader {
  /** Its names are those of attributes, of which there are few: remembering them pays. */
  private static final JsonFactory JSON = new JsonFactory();

  private QueryResponseReader() {}

  /**
   * Hands each item on.
   *
   * @param items does not keep them
   * @return the key after which the next page begins; empty after the last
   */
  static Map<String, AttributeValue> read(byte[] body, Consumer<Item> items) {
    try (JsonParser json = JSON.createParser(body)) {
      Map<String, AttributeValue> last = Map.of();
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "Items" -> readItems(json, items);
          case "LastEvaluatedKey" -> last = readKey(json);
          default -> json.skipChildren();
        }
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException("DynamoDB's answer is no JSON", e);
    }
  }

  private static void readItems(JsonParser json, Consumer<Item> items) throws IOException {
    var attributes = new ReadAttributes();
    var item = new Item(attributes);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      attributes.read(json);
      items.accept(item);
    }
  }

  private static Map<String, AttributeValue> readKey(JsonParser json) throws IOException {
    var attributes = new ReadAttributes();
    attributes.read(json);
    return Key.of(new Item(attributes)).attributes();
  }

  /** The attributes of one item after the other. */
  private static final class ReadAttributes implements Attributes {
    /** Text is a String, a number Digits, true and false are Booleans; others are OTHER. */
    private final Map<String, Object> values = new HashMap<>();

    private static final Object OTHER = new Object();

    private record Digits(String text) {}

    void read(JsonParser json) throws IOException {
      values.clear();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        values.put(name, value(json));
      }
    }

    /** An object with one member, whose name says the type. */
    private static Object value(JsonParser json) throws IOException {
      Object value = OTHER;
      for (String type = json.nextFieldName(); type != null; type = json.nextFieldName()) {
        json.nextToken();
        value =
            switch (type) {
              case "S" -> json.getText();
              case "N" -> new Digits(json.getText());
              case "BOOL" -> json.getBooleanValue();
              default -> {
                json.skipChildren();
                yield OTHER;
              }
            };
      }
      return value;
    }

    @Override
    public boolean has(String name) {
      return values.containsKey(name);
    }

    @Override
    public @Nullable String text(String name) {
      return values.get(name) instanceof String text ? text : null;
    }

    @Override
    public @Nullable String number(String name) {
      return values.get(name) instanceof Digits(String text) ? text : null;
    }

    @Override
    public @Nullable Boolean flag(String name) {
      return values.get(name) instanceof Boolean flag ? flag : null;
    }
  }
}
