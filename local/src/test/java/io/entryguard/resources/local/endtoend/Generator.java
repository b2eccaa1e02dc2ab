package io.entryguard.resources.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.json.RequestJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Generates valid and invalid input of callers, reproducibly by seed. */
final class Generator {
  /** Notoriously difficult texts, as the content of a JSON string. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          " a",
          "a ",
          "\\u0000",
          "a\\nb",
          "a\\r\\nX-Injected: 1",
          "\\u001b[31m",
          "\\u007f",
          "\\u0085",
          "\\u2028",
          "\\u202e\\u2066abc",
          "\\ufeff",
          "\\ud800",
          "\\udc00\\ud800",
          "\\ud83d\\ude00",
          "\u00fc \u8a9e \ud83d\ude00",
          "e\u0301",
          "\u212a",
          "<script>alert(1)</script>",
          "' OR '1'='1",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "%s%n%x",
          "../../etc/passwd",
          "ORG#8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6",
          "#",
          "__proto__",
          "null",
          "\\\"}],\\\"a\\\":[{",
          "a\\/b\\\\c\\tb");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "1",
          "443",
          "65535",
          "65536",
          "-1",
          "1.0",
          "1e2",
          "1E+2",
          "0.1e-3",
          "2147483648",
          "9223372036854775808",
          "1e400",
          "1e-400",
          "1e2147483648",
          "123456789012345678901234567890",
          "3.141592653589793238462643383279");

  private static final List<String> MEMBERS =
      List.of(
          "name",
          "credentialId",
          "provider",
          "resourceType",
          "resourceIdentifier",
          "region",
          "config",
          "Name",
          "id",
          "organizationId",
          "isActive",
          "",
          "n\\u0061me",
          "__proto__");

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "Application/JSON;charset=\"UTF-8\"",
          "application/json;",
          "application/json; charset=latin1",
          "text/plain",
          "application/json, text/plain",
          "");

  private final Random random;

  Generator(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Returns a valid name in any script, as the content of a JSON string. */
  String goodText(int maxCodePoints) {
    int length = 1 + random.nextInt(oneIn(20) ? maxCodePoints : Math.min(20, maxCodePoints));
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int codePoint = visible();
      if (codePoint == '"' || codePoint == '\\') {
        text.append('\\');
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  private int visible() {
    while (true) {
      int codePoint =
          oneIn(2) ? '!' + random.nextInt('~' - '!') : random.nextInt(Character.MAX_CODE_POINT + 1);
      boolean isTaken =
          switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                Character.SURROGATE,
                Character.SPACE_SEPARATOR,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.UNASSIGNED,
                Character.FORMAT ->
                false;
            default -> true;
          };
      if (isTaken) {
        return codePoint;
      }
    }
  }

  /** Returns a JSON value of any type. */
  String json(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> oneOf(NUMBERS);
      case 3 -> "\"" + oneOf(TEXTS) + "\"";
      case 4 -> "\"" + goodText(300) + "\"";
      case 5 -> list(depth);
      default -> object(depth);
    };
  }

  private String list(int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(json(depth - 1));
    }
    return "[" + String.join(oneIn(3) ? " ,\n" : ",", elements) + "]";
  }

  private String object(int depth) {
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.add("\"" + oneOf(TEXTS) + random.nextInt(100) + "\": " + json(depth - 1));
    }
    return "{" + String.join(oneIn(3) ? "\t, " : ",", members) + "}";
  }

  /** Returns a valid config with arbitrary members, without lone surrogates. */
  String goodConfig() {
    String ports =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> "\"port\": " + (1 + random.nextInt(65_535)) + ", ";
          default -> "\"ports\":[22,\n80, " + (443 + random.nextInt(1_000)) + "],";
        };
    String other = json(4);
    while (other.contains("\\ud800") || other.contains("\\udc00")) {
      other = json(4);
    }
    return "{ " + ports + "\"a" + random.nextInt(10) + "\" :" + other + "\r\n}";
  }

  /** Returns a valid request with arbitrary texts and config. */
  RequestJson goodRequest() {
    return RequestJson.valid()
        .with("name", "\"" + goodText(255) + "\"")
        .with("resourceIdentifier", "\"" + goodText(2_048) + "\"")
        .with("resourceType", "\"T" + random.nextInt(1_000) + "\"")
        .with("config", oneIn(4) ? "null" : goodConfig());
  }

  /** Returns an invalid request. */
  byte[] badBody() {
    RequestJson request = goodRequest();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String member = oneOf(MEMBERS);
      request = oneIn(4) ? request.without(member) : request.with(member, json(3));
    }
    String text = request.toString();
    return switch (random.nextInt(8)) {
      case 0 -> json(5).getBytes(UTF_8);
      case 1 -> (text.substring(0, text.length() - 1) + ",\"name\":\"b\"}").getBytes(UTF_8);
      case 2 -> mutated(text.getBytes(UTF_8));
      case 3 -> mutated(goodRequest().toString().getBytes(UTF_8));
      case 4 -> bytes(random.nextInt(200));
      case 5 -> (oneOf(List.of("[", "{\"a\":")).repeat(random.nextInt(400)) + text).getBytes(UTF_8);
      default -> text.getBytes(UTF_8);
    };
  }

  /** Returns the bytes with some changed, inserted, removed, duplicated or cut off. */
  byte[] mutated(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> changed = Arrays.copyOf(changed, at);
        case 3 -> changed = spliced(changed, at, bytes(1 + random.nextInt(3)));
        default ->
            changed =
                spliced(
                    changed,
                    at,
                    Arrays.copyOfRange(changed, at, Math.min(changed.length, at + 30)));
      }
    }
    return changed;
  }

  private static byte[] spliced(byte[] bytes, int at, byte[] inserted) {
    byte[] longer = new byte[bytes.length + inserted.length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(inserted, 0, longer, at, inserted.length);
    System.arraycopy(bytes, at, longer, at + inserted.length, bytes.length - at);
    return longer;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Returns a header value that can be sent. */
  String headerValue() {
    var value = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      value.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
    }
    return value.toString();
  }

  String contentType() {
    return oneIn(4) ? headerValue() : oneOf(CONTENT_TYPES);
  }

  /** Returns an id, or something similar. */
  String id(UUID good) {
    String text = good.toString();
    return switch (random.nextInt(8)) {
      case 0 -> text.toUpperCase(Locale.ROOT);
      case 1 -> text.replace("-", "");
      case 2 -> "{" + text + "}";
      case 3 -> text.substring(0, text.length() - 1);
      case 4 -> text + "0";
      case 5 -> uuid().toString();
      case 6 -> oneOf(TEXTS);
      default -> text;
    };
  }
}
