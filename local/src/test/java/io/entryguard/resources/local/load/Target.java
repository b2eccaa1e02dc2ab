package io.entryguard.resources.local.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.demo.DemoTokens;
import io.entryguard.resources.local.demo.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;

/** The running {@code ./start}, as described by its {@code demo.env}. */
record Target(URI api, URI events, SigningKey key, String issuer, String audience) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Target read(Path demo) throws IOException {
    var variables = new Properties();
    try (var file = Files.newBufferedReader(demo)) {
      variables.load(file);
    }
    return new Target(
        URI.create(variables.getProperty("BASE_URL", "")),
        URI.create(variables.getProperty("EVENTS_URL", "")),
        new SigningKey(variables.getProperty("JWT_SECRET", "")),
        variables.getProperty("JWT_ISSUER", ""),
        variables.getProperty("JWT_AUDIENCE", ""));
  }

  DemoTokens tokens(Instant issuedAt) {
    return new DemoTokens(key, issuer, audience, issuedAt);
  }

  URI resources() {
    return URI.create(api + "/resources");
  }

  /** Returns an event of the product. */
  static String event(String type, ObjectNode detail) {
    ObjectNode event = JSON.createObjectNode();
    event.put("source", "entryguard").put("detail-type", type).set("detail", detail);
    return event.toString();
  }
}
