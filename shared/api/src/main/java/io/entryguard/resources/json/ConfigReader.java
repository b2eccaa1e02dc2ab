package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.text.InvalidValueException;
import io.entryguard.resources.text.Text;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code config}: a JSON object with any members, of which port, ports and protocol are
 * checked. Its text is kept as it was sent.
 *
 * <p>The parser is at the value's first token when a method is called, and at its last when it
 * returns.
 */
final class ConfigReader {
  private static final String MEMBER = "config";
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "icmp");
  private static final int MAX_PORT = 65_535;
  private static final int MAX_PORTS = 100;

  /** In chars; {@link ValidationErrors} shows less of it: 128 characters of up to two chars. */
  private static final int LONGEST_PATH = 256;

  private static final String PORT_PROBLEM = "must be an integer from 1 to 65535, in digits alone";

  private final JsonParser parser;
  private final String text;
  private final ValidationErrors errors;

  ConfigReader(JsonParser parser, String text, ValidationErrors errors) {
    this.parser = parser;
    this.text = text;
    this.errors = errors;
  }

  /** Reads the value; empty for null, and if something is wrong, which is then among the errors. */
  Optional<ResourceConfig> read() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      errors.add(MEMBER, "must be a JSON object");
      parser.skipChildren();
      return Optional.empty();
    }

    int start = (int) parser.currentTokenLocation().getCharOffset();
    readMembers();
    int end = (int) parser.currentLocation().getCharOffset();

    try {
      return Optional.of(new ResourceConfig(text.substring(start, end)));
    } catch (InvalidValueException e) {
      errors.add(MEMBER, e.problem());
      return Optional.empty();
    }
  }

  private void readMembers() throws IOException {
    Set<String> names = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String path = MEMBER + "." + name;
      checkName(path, name, names);
      parser.nextToken();
      switch (name) {
        case "port" -> checkPort(path);
        case "ports" -> checkPorts(path);
        case "protocol" -> checkProtocol(path);
        default -> walk(path);
      }
    }
    if (names.contains("port") && names.contains("ports")) {
      errors.add(MEMBER + ".ports", "must not stand beside port: give one of the two");
    }
  }

  private void checkPort(String path) throws IOException {
    if (port() == 0) {
      errors.add(path, PORT_PROBLEM);
    }
    walk(path);
  }

  private void checkPorts(String path) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      errors.add(path, "must be an array of 1 to 100 ports, as [22, 80, 443]");
      walk(path);
      return;
    }
    Set<Integer> seen = new HashSet<>();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String element = below(path, "[" + count + "]");
      count++;
      int port = port();
      if (port == 0) {
        errors.add(element, PORT_PROBLEM);
      } else if (!seen.add(port)) {
        errors.add(element, "must not repeat an earlier port");
      }
      walk(element);
    }
    if (count == 0 || count > MAX_PORTS) {
      errors.add(path, "must have 1 to 100 ports");
    }
  }

  /** The port that the current token is; 0 if it is none. */
  private int port() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getTextLength() > 5) {
      return 0;
    }
    int number = parser.getIntValue();
    return number >= 1 && number <= MAX_PORT ? number : 0;
  }

  private void checkProtocol(String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING || !PROTOCOLS.contains(parser.getText())) {
      errors.add(path, "must be one of tcp, udp, icmp");
    }
    walk(path);
  }

  /** Reads a value of any type, and checks what JSON's grammar leaves open: names and Unicode. */
  private void walk(String path) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          String member = below(path, "." + name);
          checkName(member, name, names);
          parser.nextToken();
          walk(member);
        }
      }
      case START_ARRAY -> {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
          walk(below(path, "[" + i + "]"));
        }
      }
      case VALUE_STRING -> {
        if (!Text.isUnicode(parser.getText())) {
          errors.add(path, "must be Unicode text, without half of a surrogate pair");
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {}
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts here");
    }
  }

  /** A long path is not made longer, so that a hostile body of many elements stays cheap. */
  private static String below(String path, String step) {
    return path.length() < LONGEST_PATH ? path + step : path;
  }

  private void checkName(String path, String name, Set<String> names) {
    if (!names.add(name)) {
      errors.add(path, "must be there only once");
    }
    if (!Text.isUnicode(name)) {
      errors.add(path, "must have a name of Unicode text, without half of a surrogate pair");
    }
  }
}
