package io.entryguard.resources.local.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The HTTP contract, {@code openapi.yaml}, as served by the local API. */
final class ServedContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final ObjectNode document;

  private ServedContract(String name, ObjectNode document) {
    this.name = name;
    this.document = document;
  }

  /**
   * @throws CommandException if the file is missing or is not a YAML object
   */
  static ServedContract read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (JSON.valueToTree(tree) instanceof ObjectNode document) {
        return new ServedContract(name, document);
      }
      throw new CommandException(name + " is no object.");
    } catch (IOException e) {
      throw new CommandException(name + " cannot be read.", e);
    } catch (YamlEngineException e) {
      throw new CommandException(name + " is not YAML: " + e.getMessage(), e);
    }
  }

  /** The name of the security scheme for bearer tokens. */
  String bearerScheme() {
    for (Map.Entry<String, JsonNode> scheme :
        document.path("components").path("securitySchemes").properties()) {
      if (scheme.getValue().path("scheme").asText().equals("bearer")) {
        return scheme.getKey();
      }
    }
    throw new CommandException(name + " has no security scheme that takes a bearer token.");
  }

  /**
   * Returns the contract as JSON, with a server path relative to the page's host, and without
   * examples of parameters, which Swagger UI would fill in and send.
   */
  String servedAt(String path) {
    ObjectNode served = document.deepCopy();
    served.putArray("servers").addObject().put("url", path).put("description", "This machine");
    for (JsonNode parameter : served.findParents("in")) {
      withoutExamples(parameter);
      withoutExamples(parameter.path("schema"));
    }
    return served.toString();
  }

  private static void withoutExamples(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(List.of("example", "examples"));
    }
  }
}
