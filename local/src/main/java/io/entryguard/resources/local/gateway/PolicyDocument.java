package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An authorizer's policy: denies unless a statement allows and none denies. */
final class PolicyDocument {
  private final JsonNode document;

  PolicyDocument(JsonNode document) {
    this.document = document;
  }

  boolean allows(String methodArn) {
    boolean allowed = false;
    for (JsonNode statement : oneOrMany(document.path("Statement"))) {
      if (covers(statement, methodArn)) {
        if (!statement.path("Effect").asText().equals("Allow")) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }

  private static boolean covers(JsonNode statement, String methodArn) {
    return anyMatches(statement.path("Action"), "execute-api:Invoke")
        && anyMatches(statement.path("Resource"), methodArn);
  }

  private static boolean anyMatches(JsonNode patterns, String text) {
    return oneOrMany(patterns).stream().anyMatch(pattern -> matches(pattern.asText(), text));
  }

  /** Matches IAM's wildcards: {@code *} for any text and {@code ?} for any one character. */
  private static boolean matches(String pattern, String text) {
    String regex = pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile("\\Q" + regex + "\\E", Pattern.DOTALL).matcher(text).matches();
  }

  private static List<JsonNode> oneOrMany(JsonNode node) {
    List<JsonNode> nodes = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else if (!node.isMissingNode()) {
      nodes.add(node);
    }
    return nodes;
  }
}
