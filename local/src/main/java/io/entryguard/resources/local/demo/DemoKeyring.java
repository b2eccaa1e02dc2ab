package io.entryguard.resources.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The keyring that the authorizer is given: the demo's key first, then keys of one's own. */
public final class DemoKeyring {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoKeyring() {}

  /** A JWK set with the demo's key alone. */
  public static String of(SigningKey demo) {
    return withKeys(demo, JSON.createArrayNode());
  }

  /**
   * A JWK set with the demo's key and those of a file. Whether they are good is the authorizer's to
   * say.
   *
   * @param own a JWK or a JWK set
   * @return empty if it is neither
   */
  public static Optional<String> of(SigningKey demo, String own) {
    JsonNode document;
    try {
      document = JSON.readTree(own);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (document.path("keys") instanceof ArrayNode keys) {
      return Optional.of(withKeys(demo, keys));
    }
    return document.path("kty").isTextual()
        ? Optional.of(withKeys(demo, JSON.createArrayNode().add(document)))
        : Optional.empty();
  }

  private static String withKeys(SigningKey demo, ArrayNode own) {
    ObjectNode set = JSON.createObjectNode();
    ArrayNode keys = set.putArray("keys");
    keys.addObject()
        .put("kty", "oct")
        .put("alg", "HS256")
        .put("kid", "demo")
        .put("k", demo.secret());
    keys.addAll(own);
    return set.toString();
  }
}
