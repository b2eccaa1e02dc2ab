package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * The functions' events: the repository's sample events with the names of a run.
 *
 * @param folder the repository's {@code events/}
 */
record Events(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String list(String organization) {
    return request("list-resources.json", organization).toString();
  }

  String create(String organization) {
    ObjectNode event = request("create-resource.json", organization);
    String body = new String(Base64.getDecoder().decode(event.path("body").asText()), UTF_8);
    String resource = read(body).put("credentialId", TestData.credential(organization)).toString();
    return withBody(event, resource);
  }

  String get(String organization, String resource) {
    return request("get-resource.json", organization, resource).toString();
  }

  /** Returns the update of a name. */
  String update(String organization, String resource, String name) {
    String patch = JSON.createObjectNode().put("name", name).toString();
    return withBody(request("update-resource.json", organization, resource), patch);
  }

  /** API Gateway sends every body as base64. */
  private static String withBody(ObjectNode event, String body) {
    return event
        .put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)))
        .put("isBase64Encoded", true)
        .toString();
  }

  String delete(String organization, String resource) {
    return request("delete-resource.json", organization, resource).toString();
  }

  private ObjectNode request(String name, String organization, String resource) {
    ObjectNode event = request(name, organization);
    event.withObject("pathParameters").put("id", resource);
    return event;
  }

  private ObjectNode request(String name, String organization) {
    ObjectNode event = file(name);
    event.withObject("requestContext").withObject("authorizer").put("organizationId", organization);
    return event;
  }

  /** Returns an authorizer's event with a token or a key. */
  String authorize(String authorization) {
    ObjectNode event = file("authorizer-token.json");
    event.withObject("headers").put("Authorization", authorization);
    event.withObject("multiValueHeaders").putArray("Authorization").add(authorization);
    return event.toString();
  }

  String unmatched() {
    return file("unmatched-route-path.json").toString();
  }

  /** Returns a batch of one message, like the two methods below. */
  String organizationChanged(String organization) {
    return message(
        "provision-organization-changed-paid.json",
        detail -> detail.put("organizationId", organization));
  }

  String credentialChanged(String organization) {
    return message(
        "provision-credential-changed-paid.json",
        detail ->
            detail
                .put("organizationId", organization)
                .put("credentialId", TestData.credential(organization)));
  }

  String apiKeyChanged(String organization, String keyHash) {
    return message(
        "provision-api-key-changed.json",
        detail -> detail.put("organizationId", organization).put("keyHash", keyHash));
  }

  private String message(String name, Consumer<ObjectNode> change) {
    ObjectNode batch = file(name);
    ObjectNode message = (ObjectNode) batch.path("Records").path(0);
    ObjectNode event = read(message.path("body").asText());
    change.accept(event.withObject("detail"));
    message.put("body", event.toString());
    return batch.toString();
  }

  private ObjectNode file(String name) {
    try {
      return read(Files.readString(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
