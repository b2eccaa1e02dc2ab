package io.entryguard.resources.local.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.service.JsonEndpoint.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** A fake Secrets Manager with the one operation that functions call: {@code GetSecretValue}. */
public final class SecretsEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonEndpoint endpoint;

  private SecretsEndpoint(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Binds a free port; connections wait until {@link #start}. */
  public static SecretsEndpoint bind() throws IOException {
    return new SecretsEndpoint(JsonEndpoint.bind());
  }

  /**
   * Starts serving.
   *
   * @param secrets values by ARN
   */
  public void start(Map<String, String> secrets) {
    Map<String, String> values = Map.copyOf(secrets);
    endpoint.start((operation, request) -> respond(values, operation, request));
  }

  public URI endpoint() {
    return endpoint.endpoint();
  }

  public int port() {
    return endpoint.port();
  }

  private static Response respond(Map<String, String> secrets, String operation, String request)
      throws IOException {
    if (!operation.equals("secretsmanager.GetSecretValue")) {
      return Response.error("UnknownOperationException", "Only GetSecretValue is here.");
    }
    String id = JSON.readTree(request).path("SecretId").asText();
    String value = secrets.get(id);
    if (value == null) {
      return Response.error("ResourceNotFoundException", "There is no such secret.");
    }
    ObjectNode found = JSON.createObjectNode();
    found.put("ARN", id).put("Name", id).put("SecretString", value).put("VersionId", "1");
    found.putArray("VersionStages").add("AWSCURRENT");
    return Response.of(found);
  }
}
