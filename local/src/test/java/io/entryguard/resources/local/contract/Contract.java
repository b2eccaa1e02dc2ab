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
 * What the API promises of its answers: what openapi.yaml does not say may not be in an answer, and
 * what it requires must be. JSON Schema is a library's; here are headers, of which none may come
 * unannounced, and what is answered beside the documented methods and paths.
 */
public final class Contract {
  private static final Contract PUBLISHED = new Contract(OpenApi.read());

  /** HTTP's own, which OpenAPI leaves out. Of these, Content-Type is what the content says. */
  private static final Set<String> TRANSPORT =
      Set.of("connection", "content-length", "content-type", "date", ":status");

  private static final int SHOWN = 2_000;

  private final OpenApi api;

  private Contract(OpenApi api) {
    this.api = api;
  }

  /** What openapi.yaml says. */
  public static Contract published() {
    return PUBLISHED;
  }

  /** The bodies of requests that are shown. */
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
   * An answer as it came over the wire.
   *
   * @param headers every value of each, names in any case
   * @param body as it was sent, which may be compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    public Answer {
      Map<String, List<String>> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      inAnyCase.putAll(headers);
      headers = inAnyCase;
    }

    private List<String> header(String name) {
      return headers.getOrDefault(name, List.of());
    }
  }

  /**
   * Asserts that an answer is as it is promised.
   *
   * @param target path and query; what is not of the API, ./start's own pages, may be as it likes
   */
  public void isKeptBy(String method, String target, Answer answer) {
    List<String> problems = problems(method, target, answer);
    if (!problems.isEmpty()) {
      String body = new String(answer.body(), UTF_8);
      throw new AssertionError(
          "%s %s is not answered as openapi.yaml promises:%n%s%n%d %s%n%s"
              .formatted(
                  method,
                  target,
                  String.join("\n", problems),
                  answer.status(),
                  answer.headers(),
                  body.substring(0, Math.min(body.length(), SHOWN))));
    }
  }

  /** What of an answer is not as it is promised. */
  public List<String> problems(String method, String target, Answer answer) {
    String path = target.split("\\?", 2)[0];
    if (!isOfTheApi(path)) {
      return List.of();
    }
    String below = path.startsWith(api.basePath()) ? path.substring(api.basePath().length()) : path;
    JsonNode promised = api.answers(method, below).get(Integer.toString(answer.status()));
    if (promised == null) {
      return List.of("the status " + answer.status() + " is not documented");
    }

    List<String> problems = new ArrayList<>();
    checkHeaders(promised.path("headers"), answer, problems);
    if (method.equals("HEAD")) {
      requireEmpty(answer, problems);
    } else {
      checkContent(promised.path("content"), answer, problems);
    }
    return problems;
  }

  private boolean isOfTheApi(String path) {
    String stage = api.basePath().substring(0, api.basePath().lastIndexOf('/'));
    return path.equals(stage) || path.startsWith(stage + "/");
  }

  private void checkHeaders(JsonNode promised, Answer answer, List<String> problems) {
    Map<String, JsonNode> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    promised
        .properties()
        .forEach(header -> byName.put(header.getKey(), api.resolved(header.getValue())));
    byName.forEach((name, header) -> {
      if (header.path("required").asBoolean() && answer.header(name).isEmpty()) {
        problems.add("the header " + name + " is missing");
      }
    });
    answer
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

  private void checkContent(JsonNode promised, Answer answer, List<String> problems) {
    if (promised.isMissingNode()) {
      // It may have a Content-Type all the same, which API Gateway puts where a function names
      // none.
      requireEmpty(answer, problems);
      return;
    }
    List<String> types = answer.header("Content-Type");
    JsonNode content = types.size() == 1 ? promised.path(types.getFirst()) : promised.path("");
    if (content.isMissingNode()) {
      problems.add("the content types %s are not documented".formatted(types));
      return;
    }
    try {
      problems.addAll(api.problems(content.path("schema"), text(answer)));
    } catch (JacksonException e) {
      problems.add("the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add("the body is not compressed: " + e.getMessage());
    }
  }

  private static String text(Answer answer) throws IOException {
    if (answer.header("Content-Encoding").isEmpty()) {
      return new String(answer.body(), UTF_8);
    }
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return new String(unzipped.readAllBytes(), UTF_8);
    }
  }

  private static void requireEmpty(Answer answer, List<String> problems) {
    if (answer.body().length > 0) {
      problems.add("there is a body where none is promised");
    }
  }
}
