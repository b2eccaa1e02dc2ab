package io.entryguard.resources.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** openapi.yaml as a tree, with resolved references and validation by its schemas. */
final class OpenApi {
  static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final String ALLOWED_ERRORS = "/dependentSchemas/error/properties/error";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Strict, but without a limit for numbers: config may hold numbers of thousands of digits. */
  private static final JsonMapper STRICT_JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(100_000).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** JSON Schema, beside which a document may have the components to which its schemas refer. */
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keyword(new NonValidationKeyword("components"))
              .build());

  private final JsonNode root;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApi(JsonNode root) {
    this.root = root;
  }

  /**
   * An operation.
   *
   * @param method the method in upper case
   * @param path below the base path
   */
  record Operation(String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static OpenApi read() {
    try {
      String yaml = Files.readString(RepositoryTemplate.HOME.resolve("openapi.yaml"));
      return new OpenApi(
          JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** Returns the base path: {@code /api/v1}. */
  String basePath() {
    return URI.create(root.at("/servers/0/url").textValue()).getPath();
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .map(member ->
                    new Operation(
                        member.getKey().toUpperCase(Locale.ROOT), path.getKey(), member.getValue()))
                .forEach(operations::add));
    return operations;
  }

  /**
   * Returns every documented response to a request, by status.
   *
   * @param method the method as sent, in any case
   * @param path below the base path
   */
  Map<String, JsonNode> responses(String method, String path) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    String documented = documented(path);
    for (Operation operation : operations()) {
      if (operation.path().equals(documented) && operation.method().equals(method)) {
        addAll(operation.node().path("responses"), found);
        return found;
      }
    }
    addAll(root.path("paths").path(documented).path("x-other-methods"), found);
    addAll(root.path("x-other-paths"), found);
    return found;
  }

  /** The path as it is documented, with a parameter for any segment; itself if it is not. */
  private String documented(String path) {
    if (root.path("paths").has(path)) {
      return path;
    }
    for (Map.Entry<String, JsonNode> each : root.path("paths").properties()) {
      if (path.matches(each.getKey().replaceAll("\\{\\w+}", "[^/]+"))) {
        return each.getKey();
      }
    }
    return path;
  }

  private void addAll(JsonNode responses, Map<String, JsonNode> found) {
    responses
        .properties()
        .forEach(response -> found.put(response.getKey(), resolved(response.getValue())));
  }

  /** Returns the node, or the node to which it refers. */
  JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    if (!reference.isTextual()) {
      return node;
    }
    JsonNode target = root.at(reference.textValue().substring(1));
    if (target instanceof MissingNode) {
      throw new IllegalStateException("there is nothing at " + reference);
    }
    return resolved(target);
  }

  /** Returns the values of {@code error} that a response allows. */
  static Set<String> errors(JsonNode response) {
    JsonNode rule = response.at("/content/application~1json/schema" + ALLOWED_ERRORS);
    Set<String> errors = new TreeSet<>();
    if (rule.has("const")) {
      errors.add(rule.path("const").textValue());
    }
    rule.path("enum").forEach(code -> errors.add(code.textValue()));
    return errors;
  }

  /**
   * Returns the violations of a schema by a value, including formats.
   *
   * @param json a JSON value
   * @throws JacksonException if it is malformed
   */
  List<String> problems(JsonNode schema, String json) {
    return schemas
        .computeIfAbsent(schema, this::compiled)
        .validate(
            STRICT_JSON.readTree(json),
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** Compiles a schema with everything to which it may refer. */
  private Schema compiled(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", root.path("components"));
    return REGISTRY.getSchema(whole.toString(), InputFormat.JSON);
  }
}
