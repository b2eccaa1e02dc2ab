package io.entryguard.resources.local.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/**
 * Checks responses against openapi.yaml: they must contain what it requires, and nothing that it
 * does not document. A library validates JSON Schema; this class checks headers, and responses to
 * undocumented methods and paths.
 */
public final class Contract {
  private static final Contract PUBLISHED = new Contract(OpenApi.read());

  /** HTTP's own headers, which OpenAPI does not list; Content-Type is that of the content. */
  private static final Set<String> TRANSPORT =
      Set.of("connection", "content-length", "content-type", "date", ":status");

  private static final int SHOWN = 2_000;

  private final OpenApi api;

  private Contract(OpenApi api) {
    this.api = api;
  }

  /** The contract in openapi.yaml. */
  public static Contract published() {
    return PUBLISHED;
  }

  /** Returns the examples of request bodies. */
  public List<JsonNode> requestExamples() {
    return examples("/paths/~1resources/post");
  }

  /** The bodies of updates that are shown. */
  public List<JsonNode> updateExamples() {
    return examples("/paths/~1resources~1{id}/patch");
  }

  private List<JsonNode> examples(String operation) {
    return api.root()
        .at(operation + "/requestBody/content/application~1json/examples")
        .findValues("value");
  }

  /**
   * What can be asked, without what only browsers ask.
   *
   * @param path as it is documented, below the base path
   */
  public List<String> methods(String path) {
    return api.operations().stream()
        .filter(operation -> operation.path().equals(path))
        .map(OpenApi.Operation::method)
        .filter(method -> !method.equals("OPTIONS"))
        .toList();
  }

  /**
   * A response as received.
   *
   * @param headers every value of each header; names in any case
   * @param body the bytes received, perhaps compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // responses are not compared
  public record Response(int status, Map<String, List<String>> headers, byte[] body) {
    public Response {
      Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      inAnyCase.putAll(headers);
      headers = inAnyCase;
    }

    private List<String> header(String name) {
      return headers.getOrDefault(name, List.of());
    }
  }

  /**
   * Asserts that a response conforms to the contract.
   *
   * @param target path and query; paths outside the API, such as ./start's own pages, are not
   *     checked
   */
  public void assertConforms(String method, String target, Response response) {
    List<String> problems = problems(method, target, response);
    if (!problems.isEmpty()) {
      String body = new String(response.body(), UTF_8);
      throw new AssertionError(
          "%s %s is not answered as openapi.yaml promises:%n%s%n%d %s%n%s"
              .formatted(
                  method,
                  target,
                  String.join("\n", problems),
                  response.status(),
                  response.headers(),
                  body.substring(0, Math.min(body.length(), SHOWN))));
    }
  }

  /** Returns the violations of the contract. */
  public List<String> problems(String method, String target, Response response) {
    String path = target.split("\\?", 2)[0];
    if (!isOfTheApi(path)) {
      return List.of();
    }
    String below = path.startsWith(api.basePath()) ? path.substring(api.basePath().length()) : path;
    JsonNode promised = api.responses(method, below).get(Integer.toString(response.status()));
    if (promised == null) {
      return List.of("the status " + response.status() + " is not documented");
    }

    List<String> problems = new ArrayList<>();
    checkHeaders(promised.path("headers"), response, problems);
    if (method.equals("HEAD")) {
      requireEmpty(response, problems);
    } else {
      checkContent(promised.path("content"), response, problems);
    }
    return problems;
  }

  private boolean isOfTheApi(String path) {
    String stage = api.basePath().substring(0, api.basePath().lastIndexOf('/'));
    return path.equals(stage) || path.startsWith(stage + "/");
  }

  private void checkHeaders(JsonNode promised, Response response, List<String> problems) {
    Map<String, JsonNode> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    promised
        .properties()
        .forEach(header -> byName.put(header.getKey(), api.resolved(header.getValue())));
    byName.forEach((name, header) -> {
      if (header.path("required").asBoolean() && response.header(name).isEmpty()) {
        problems.add("the header " + name + " is missing");
      }
    });
    response
        .headers()
        .forEach((name, values) -> {
          JsonNode header = byName.get(name);
          if (header != null) {
            checkHeader(name, header, values, problems);
          } else if (!TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add("the header " + name + " is not documented");
          }
        });
  }

  private void checkHeader(
      String name, JsonNode header, List<String> values, List<String> problems) {
    if (values.size() != 1) {
      problems.add("the header %s is there %d times".formatted(name, values.size()));
    }
    for (String value : values) {
      api.problems(header.path("schema"), TextNode.valueOf(value).toString())
          .forEach(problem -> problems.add("the header %s: %s".formatted(name, problem)));
    }
  }

  private void checkContent(JsonNode promised, Response response, List<String> problems) {
    if (promised.isMissingNode()) {
      // A Content-Type is allowed: API Gateway adds one if the function sets none.
      requireEmpty(response, problems);
      return;
    }
    List<String> types = response.header("Content-Type");
    JsonNode content = types.size() == 1 ? promised.path(types.getFirst()) : promised.path("");
    if (content.isMissingNode()) {
      problems.add("the content types %s are not documented".formatted(types));
      return;
    }
    try {
      problems.addAll(api.problems(content.path("schema"), text(response)));
    } catch (JacksonException e) {
      problems.add("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add("the body is not compressed: " + e.getMessage());
    }
  }

  private static String text(Response response) throws IOException {
    if (response.header("Content-Encoding").isEmpty()) {
      return new String(response.body(), UTF_8);
    }
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(unzipped.readAllBytes(), UTF_8);
    }
  }

  private static void requireEmpty(Response response, List<String> problems) {
    if (response.body().length > 0) {
      problems.add("there is a body where none is promised");
    }
  }
}
