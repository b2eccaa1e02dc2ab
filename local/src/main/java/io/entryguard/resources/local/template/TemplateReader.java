package io.entryguard.resources.local.template;

import io.entryguard.resources.local.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads template.yaml and rejects whatever it does not support, so that a local run cannot silently
 * differ from the deployment.
 */
public final class TemplateReader {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final String API = "AWS::Serverless::Api";
  private static final String TABLE = "AWS::DynamoDB::Table";
  private static final String SECRET = "AWS::SecretsManager::Secret";

  private static final String BUS = "AWS::Events::EventBus";
  private static final String RULE = "AWS::Events::Rule";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

  private static final Set<String> ROOT =
      Set.of(
          "AWSTemplateFormatVersion",
          "Conditions",
          "Description",
          "Globals",
          "Metadata",
          "Outputs",
          "Parameters",
          "Resources",
          // Constraints on parameters of a deployment.
          "Rules",
          "Transform");

  /** Supported members of a resource. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "DeletionPolicy", "DependsOn", "Metadata", "Properties", "Type", "UpdateReplacePolicy");

  /** Resources that do not affect the handling of requests or events. */
  private static final Set<String> WITHOUT_MEANING_HERE =
      Set.of(
          "AWS::ApiGateway::Account",
          // A custom domain for the same stage.
          "AWS::ApiGateway::BasePathMapping",
          "AWS::ApiGateway::DomainName",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Logs::LogGroup",
          "AWS::Logs::MetricFilter",
          "AWS::Route53::RecordSet",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          // Messages are retried on AWS only.
          "AWS::SQS::Queue",
          "AWS::SQS::QueuePolicy",
          "AWS::WAFv2::WebACLAssociation");

  private static final Set<String> UNDERSTOOD =
      Set.of(API, FUNCTION, TABLE, SECRET, BUS, RULE, MAPPING);

  private final Section root;

  private TemplateReader(Section root) {
    this.root = root;
  }

  /**
   * Reads the template.
   *
   * @param parameters override the defaults of the template's parameters
   * @throws CommandException for unsupported content; the message names file and path
   */
  public static Template read(Path file, Map<String, String> parameters) {
    try {
      Object written = YamlTree.read(Files.readString(file));
      Map<String, String> values =
          parameters(Section.root(written, References.of(Map.of(), Map.of())), parameters);
      Object tree = Conditions.apply(written, values);
      Section withParameters = Section.root(tree, References.of(values, Map.of()));
      References references = References.of(values, resourceNames(withParameters));
      return new TemplateReader(Section.root(tree, references)).template();
    } catch (IOException e) {
      throw new CommandException(file + " cannot be read.");
    } catch (CommandException e) {
      throw new CommandException(file.getFileName() + ": " + e.getMessage());
    }
  }

  private static Map<String, String> parameters(Section root, Map<String, String> given) {
    Map<String, String> values = new HashMap<>();
    root.optional("Parameters")
        .map(Section::sections)
        .orElse(Map.of())
        .forEach((name, parameter) ->
            parameter.optional("Default").ifPresent(fallback -> values.put(name, fallback.text())));
    for (String name : given.keySet()) {
      if (root.optional("Parameters").flatMap(all -> all.optional(name)).isEmpty()) {
        throw new CommandException("Parameters: " + name + " is missing");
      }
    }
    values.putAll(given);
    return values;
  }

  private static Map<String, String> resourceNames(Section root) {
    Map<String, String> names = new HashMap<>();
    root.get("Resources")
        .sections()
        .forEach((name, resource) -> {
          switch (resource.get("Type").text()) {
            case TABLE -> names.put(name, name);
            case SECRET -> names.put(name, secretArn(name));
            case BUS -> names.put(name, resource.get("Properties").get("Name").text());
            default -> {
              // No function's environment refers to resources of other types.
            }
          }
        });
    return names;
  }

  private static String secretArn(String name) {
    return "arn:aws:secretsmanager:%s:%s:secret:%s"
        .formatted(LocalAws.REGION, LocalAws.ACCOUNT, name);
  }

  private Template template() {
    Map<String, Section> resources = root.withOnly(ROOT).get("Resources").sections();
    resources.forEach(TemplateReader::rejectUnsupported);

    Section defaults = root.get("Globals").withOnly(Set.of("Function")).get("Function");
    Map<String, FunctionDefinition> functions = new LinkedHashMap<>();
    List<Route> routes = new ArrayList<>();
    ofType(resources, FUNCTION)
        .forEach((name, resource) -> {
          Section properties = resource.get("Properties");
          functions.put(name, FunctionDefinition.read(name, properties, defaults));
          routes.addAll(FunctionDefinition.routes(name, properties));
        });
    Map.Entry<String, Section> table = only(resources, TABLE);
    return new Template(
        ApiDefinition.read(
            only(resources, API).getValue().get("Properties"), routes, functions.keySet()),
        functions,
        EventsDefinition.read(
            only(resources, RULE).getValue().get("Properties"),
            mapping(resources, "queue", source -> source.streamOwner().isEmpty()),
            functions.keySet()),
        StreamDefinition.read(
            mapping(resources, "stream", source -> source.streamOwner().isPresent()),
            table.getKey(),
            functions.keySet()),
        TableDefinition.read(table.getKey(), table.getValue().get("Properties")),
        secretArn(only(resources, SECRET).getKey()));
  }

  private Section mapping(
      Map<String, Section> resources, String kind, Predicate<Section> isOfThisKind) {
    List<Section> found =
        ofType(resources, MAPPING).values().stream()
            .map(mapping -> mapping.get("Properties"))
            .filter(mapping -> isOfThisKind.test(mapping.get("EventSourceArn")))
            .toList();
    if (found.size() != 1) {
      throw root.get("Resources")
          .problem("there must be one %s of a %s, not %d".formatted(MAPPING, kind, found.size()));
    }
    return found.getFirst();
  }

  private static void rejectUnsupported(String name, Section resource) {
    String type = resource.get("Type").text();
    if (!WITHOUT_MEANING_HERE.contains(type) && !UNDERSTOOD.contains(type)) {
      throw resource.problem("resources of the type " + type + " are not understood");
    }
    if (UNDERSTOOD.contains(type)) {
      resource.withOnly(ATTRIBUTES);
    }
  }

  private Map.Entry<String, Section> only(Map<String, Section> resources, String type) {
    Map<String, Section> found = ofType(resources, type);
    if (found.size() != 1) {
      throw root.get("Resources").problem("there must be one " + type + ", not " + found.size());
    }
    return found.entrySet().iterator().next();
  }

  private static Map<String, Section> ofType(Map<String, Section> resources, String type) {
    Map<String, Section> found = new LinkedHashMap<>();
    resources.forEach((name, resource) -> {
      if (resource.get("Type").text().equals(type)) {
        found.put(name, resource);
      }
    });
    return found;
  }
}
