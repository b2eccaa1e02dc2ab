package io.entryguard.resources.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * template.yaml without what LocalStack's free edition cannot create, and otherwise unchanged. The
 * functions' variables become outputs of the stack, so that CloudFormation resolves their values as
 * for Lambda.
 *
 * <p>Resources that refer to omitted ones are omitted too, for example alarms on the API.
 *
 * @param json the template for CloudFormation
 * @param leftOut the reasons for omissions by logical name
 */
record StackTemplate(String json, Map<String, String> leftOut) {
  /** The reasons for omissions by type. */
  static final Map<String, String> WITHOUT =
      Map.of(
          "AWS::Serverless::Function",
          "LocalStack starts functions in containers beside its own, of Lambda's image. Here they"
              + " run from the zips that are deployed, by their public constructors.",
          "AWS::Lambda::EventSourceMapping",
          "It names a function's alias, which there is none of. EventSourceMapping of this package"
              + " does what Lambda does: receive, invoke, delete what is not reported.",
          "AWS::Serverless::Api",
          "Its authorizer is a function's alias. How the API answers is tested on ./start.",
          "AWS::ApiGateway::Account",
          "It says where API Gateway logs, and there is none.",
          "AWS::Logs::MetricFilter",
          "It counts lines of CloudWatch's logs, and there are none.");

  private static final String TABLE = "AWS::DynamoDB::Table";

  /** Streams need Kinesis on LocalStack, which not every image has. DynamoDB Local has streams. */
  private static final String STREAM = "StreamSpecification";

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^!}]+)}");

  StackTemplate {
    leftOut = Map.copyOf(leftOut);
  }

  /** Returns the reduced template. */
  static StackTemplate of(String yaml) {
    ObjectNode template = YamlJson.read(yaml);
    ObjectNode resources = template.withObject("Resources");
    ObjectNode outputs = template.withObject("Outputs");
    addEnvironments(resources, outputs);

    Map<String, String> leftOut = new LinkedHashMap<>();
    Set<String> gone = new HashSet<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String type = resource.getValue().path("Type").asText();
      String reason = WITHOUT.get(type);
      if (reason != null) {
        leftOut.put(resource.getKey(), reason);
      }
      if (type.equals(TABLE)) {
        ((ObjectNode) resource.getValue()).withObject("Properties").remove(STREAM);
        gone.add(resource.getKey() + ".StreamArn");
      }
    }
    gone.addAll(leftOut.keySet());
    leaveOutWhatRefersTo(gone, resources, leftOut);
    outputs.properties().removeIf(output -> refersTo(gone, output.getValue()).isPresent());
    // Parameters of functions and the API only.
    template.remove("Globals");
    // For people only. CloudFormation takes at most 51,200 bytes in a call.
    template.remove("Metadata");
    template
        .path("Parameters")
        .forEach(parameter -> ((ObjectNode) parameter).remove("Description"));
    return new StackTemplate(template.toString(), leftOut);
  }

  /** The name of the output for a function's variable; outputs have alphanumeric names. */
  static String output(String function, String variable) {
    return function + variable.replace("_", "");
  }

  private static void addEnvironments(ObjectNode resources, ObjectNode outputs) {
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      for (Map.Entry<String, JsonNode> variable :
          resource.getValue().at("/Properties/Environment/Variables").properties()) {
        outputs
            .putObject(output(resource.getKey(), variable.getKey()))
            .set("Value", variable.getValue());
      }
    }
  }

  private static void leaveOutWhatRefersTo(
      Set<String> gone, ObjectNode resources, Map<String, String> leftOut) {
    boolean more = true;
    while (more) {
      more = false;
      resources.remove(leftOut.keySet());
      for (Map.Entry<String, JsonNode> resource : resources.properties()) {
        var reference = refersTo(gone, resource.getValue());
        if (reference.isPresent()) {
          leftOut.put(resource.getKey(), "It refers to " + reference.get() + ".");
          gone.add(resource.getKey());
          more = true;
        }
      }
    }
  }

  private static Optional<String> refersTo(Set<String> gone, JsonNode node) {
    return references(node).stream()
        .filter(name -> gone.contains(name) || gone.contains(name.replaceFirst("\\..*", "")))
        .findFirst();
  }

  private static Set<String> references(JsonNode node) {
    Set<String> names = new HashSet<>();
    collect(node, names);
    return names;
  }

  private static void collect(JsonNode node, Set<String> names) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "Ref" -> names.add(value.asText());
        case "DependsOn" -> texts(value, names);
        case "Fn::GetAtt" -> names.add(value.path(0).asText() + "." + value.path(1).asText());
        case "Fn::Sub" -> {
          Matcher substitutions =
              SUBSTITUTION.matcher(value.isArray() ? value.path(0).asText() : value.asText());
          while (substitutions.find()) {
            names.add(substitutions.group(1));
          }
        }
        default -> {
          // Members of an intrinsic function are handled below.
        }
      }
      collect(value, names);
    }
    if (node instanceof ArrayNode array) {
      array.forEach(item -> collect(item, names));
    }
  }

  private static void texts(JsonNode value, Set<String> names) {
    if (value.isArray()) {
      value.forEach(item -> names.add(item.asText()));
    } else {
      names.add(value.asText());
    }
  }
}
