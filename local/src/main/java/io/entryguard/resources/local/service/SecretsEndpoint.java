package io.entryguard.resources.local.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.service.JsonEndpoint.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The one operation of Secrets Manager that a function calls: {@code GetSecretValue}. */
public final class SecretsEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonEndpoint endpoint;

  private SecretsEndpoint(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Takes a free port; nothing answers before {@link #start}. */
  public static SecretsEndpoint bind() throws IOException {
    return new SecretsEndpoint(JsonEndpoint.bind());
  }

  /**
   * Starts to answer.
   *
   * @param secrets ARN → value
   */
  public void start(Map<String, String> secrets) {
    Map<String, String> values = Map.copyOf(secrets);
    endpoint.start((operation, request) -> answer(values, operation, request));
  }

  public URI endpoint() {
    return endpoint.endpoint();
  }

  public int port() {
    return endpoint.port();
  }

  private static Answer answer(Map<String, String> secrets, String operation, String request)
      throws IOException {
    if (!operation.equals("secretsmanager.GetSecretValue")) {
      return Answer.error("UnknownOperationException", "Only GetSecretValue is here.");
    }
    String id = JSON.readTree(request).path("SecretId").asText();
    String value = secrets.get(id);
    if (value == null) {
      return Answer.error("ResourceNotFoundException", "There is no such secret.");
    }
    ObjectNode found = JSON.createObjectNode();
    found.put("ARN", id).put("Name", id).put("SecretString", value).put("VersionId", "1");
    found.putArray("VersionStages").add("AWSCURRENT");
    return Answer.of(found);
  }
}
