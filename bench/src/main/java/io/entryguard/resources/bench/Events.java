package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.organization.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * What the functions are handed: the repository's own sample events, with a run's names in them.
 */
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /**
   * @param folder the repository's {@code events/}
   */
  Events(Path folder) {
    this.folder = folder;
  }

  String list(OrganizationId organization) {
    return request("list-resources.json", organization, _ -> {});
  }

  String create(OrganizationId organization) {
    return request(
        "create-resource.json",
        organization,
        event -> {
          byte[] body = Base64.getDecoder().decode(event.path("body").asText());
          ObjectNode resource = (ObjectNode) read(new String(body, UTF_8));
          resource.put("credentialId", Tenants.credential(organization).toString());
          event.put(
              "body", Base64.getEncoder().encodeToString(resource.toString().getBytes(UTF_8)));
        });
  }

  /** A request whose caller is known by a token or a key. */
  String authorize(String authorization) {
    ObjectNode event = file("authorizer-token.json");
    event.withObject("headers").put("Authorization", authorization);
    event.withObject("multiValueHeaders").putArray("Authorization").add(authorization);
    return text(event);
  }

  String unmatched() {
    return text(file("unmatched-route-path.json"));
  }

  /** A batch of one message. */
  String organizationChanged(OrganizationId organization, long version) {
    return message(
        "provision-organization-changed-paid.json",
        detail -> detail.put("organizationId", organization.toString()).put("version", version));
  }

  /** A batch of one message. */
  String credentialChanged(OrganizationId organization) {
    return message(
        "provision-credential-changed-paid.json",
        detail ->
            detail
                .put("organizationId", organization.toString())
                .put("credentialId", Tenants.credential(organization).toString()));
  }

  /** A batch of one message. */
  String apiKeyChanged(OrganizationId organization, String keyHash) {
    return message(
        "provision-api-key-changed.json",
        detail -> detail.put("organizationId", organization.toString()).put("keyHash", keyHash));
  }

  /** A batch of one record of the table's stream. */
  String resourceCreated() {
    return text(file("publish-resource-created.json"));
  }

  private String request(String name, OrganizationId organization, Consumer<ObjectNode> change) {
    ObjectNode event = file(name);
    event
        .withObject("requestContext")
        .withObject("authorizer")
        .put("organizationId", organization.toString());
    change.accept(event);
    return text(event);
  }

  private String message(String name, Consumer<ObjectNode> change) {
    ObjectNode batch = file(name);
    ObjectNode record = (ObjectNode) batch.path("Records").path(0);
    ObjectNode event = (ObjectNode) read(record.path("body").asText());
    change.accept(event.withObject("detail"));
    record.put("body", event.toString());
    return text(batch);
  }

  private ObjectNode file(String name) {
    try {
      return (ObjectNode) read(Files.readString(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode event) {
    return event.toString();
  }
}
