package io.entryguard.resources.local.template;

import io.entryguard.resources.local.command.CommandException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML into maps, lists, texts and {@link Intrinsic}s. Scalars stay text, and a merge key
 * ({@code <<}) adds the members of another map that the map lacks.
 */
final class YamlTree {
  private static final int MAX_ALIASES = 1_000;

  private static final String MERGE = "<<";

  private YamlTree() {}

  static Object read(String yaml) {
    Optional<Node> root;
    try {
      root = new Compose(settings()).composeString(yaml);
    } catch (YamlEngineException e) {
      throw new CommandException("is not YAML: " + e.getMessage());
    }
    return tree(root.orElseThrow(() -> new CommandException("is empty")));
  }

  private static Object tree(Node node) {
    Object value =
        switch (node) {
          case ScalarNode scalar -> scalar.getValue();
          case SequenceNode sequence -> list(sequence);
          case MappingNode mapping -> map(mapping);
          default -> throw new CommandException("line " + line(node) + " is not understood");
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? new Intrinsic(tag.substring(1), value) : value;
  }

  private static List<Object> list(SequenceNode sequence) {
    List<Object> list = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      list.add(tree(item));
    }
    return list;
  }

  private static Object map(MappingNode mapping) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw new CommandException("line " + line(mapping) + " has a key that is no text");
      }
      if (map.put(key.getValue(), tree(member.getValueNode())) != null) {
        throw new CommandException("line " + line(key) + " repeats " + key.getValue());
      }
    }
    Object merged = map.remove(MERGE);
    if (merged != null) {
      if (!(merged instanceof Map<?, ?> others)) {
        throw new CommandException("line " + line(mapping) + " merges what is no map");
      }
      others.forEach((key, value) -> map.putIfAbsent((String) key, value));
    }
    if (map.size() == 1) {
      Map.Entry<String, Object> only = map.entrySet().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return new Intrinsic(only.getKey().replace("Fn::", ""), only.getValue());
      }
    }
    return map;
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** Allows enough aliases for the settings that the template's functions share. */
  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setLabel("template")
        .setMaxAliasesForCollections(MAX_ALIASES)
        .build();
  }
}
