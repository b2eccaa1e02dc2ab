package io.entryguard.resources.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the authorizer's keyring: the demo's key first, then the user's own keys. */
public final class DemoKeyring {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoKeyring() {}

  /** Returns a JWK set with the demo's key only. */
  public static String of(SigningKey demo) {
    return withKeys(demo, JSON.createArrayNode());
  }

  /**
   * Returns a JWK set with the demo's key and those of another keyring.
   *
   * @param own a JWK or a JWK set that the authorizer accepts
   */
  public static String withOwn(SigningKey demo, String own) {
    try {
      JsonNode document = JSON.readTree(own);
      return withKeys(
          demo,
          document.path("keys") instanceof ArrayNode keys
              ? keys
              : JSON.createArrayNode().add(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("own is no JSON", e);
    }
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
