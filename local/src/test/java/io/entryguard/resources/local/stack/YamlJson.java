package io.entryguard.resources.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Converts CloudFormation's YAML to JSON: {@code !Ref X} becomes {@code {"Ref": "X"}}. */
final class YamlJson {
  /** YAML's merge key, which adds another object's members where they are missing. */
  private static final String MERGE = "<<";

  private static final JsonNodeFactory NODES = new ObjectMapper().getNodeFactory();

  private YamlJson() {}

  static ObjectNode read(String yaml) {
    Node root =
        new Compose(
                LoadSettings.builder()
                    .setLabel("template")
                    .setMaxAliasesForCollections(1_000)
                    .build())
            .composeString(yaml)
            .orElseThrow();
    return (ObjectNode) json(root);
  }

  private static JsonNode json(Node node) {
    JsonNode value =
        switch (node) {
          case MappingNode mapping -> object(mapping);
          case SequenceNode sequence -> array(sequence);
          case ScalarNode scalar -> scalar(scalar);
          default -> throw new IllegalArgumentException("YAML of an unknown kind: " + node);
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? intrinsic(tag.substring(1), value) : value;
  }

  private static ObjectNode object(MappingNode mapping) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple member : mapping.getValue()) {
      object.set(((ScalarNode) member.getKeyNode()).getValue(), json(member.getValueNode()));
    }
    JsonNode merged = object.remove(MERGE);
    if (merged != null) {
      merged.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
    }
    return object;
  }

  private static ArrayNode array(SequenceNode sequence) {
    ArrayNode array = NODES.arrayNode();
    sequence.getValue().forEach(item -> array.add(json(item)));
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT)) {
      return NODES.numberNode(Integer.parseInt(text));
    }
    return NODES.textNode(text);
  }

  private static JsonNode intrinsic(String name, JsonNode argument) {
    ObjectNode intrinsic = NODES.objectNode();
    switch (name) {
      case "Ref", "Condition" -> intrinsic.set(name, argument);
      case "GetAtt" -> {
        ArrayNode path = intrinsic.putArray("Fn::GetAtt");
        if (argument.isArray()) {
          path.addAll((ArrayNode) argument);
        } else {
          for (String part : argument.asText().split("\\.", 2)) {
            path.add(part);
          }
        }
      }
      default -> intrinsic.set("Fn::" + name, argument);
    }
    return intrinsic;
  }
}
