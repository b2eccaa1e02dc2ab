package io.entryguard.resources.local.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.local.contract.Contract.Response;
import io.entryguard.resources.local.contract.OpenApi.Operation;
import io.entryguard.resources.local.template.GatewayResponse;
import io.entryguard.resources.local.template.GatewayResponseType;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.local.template.Route;
import io.entryguard.resources.local.template.Template;
import io.entryguard.resources.local.template.TemplateReader;
import io.entryguard.resources.refusal.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** openapi.yaml, template.yaml and the code agree on routes, methods and statuses. */
final class ContractRoutesTest {
  private static final OpenApi API = OpenApi.read();
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final String UNMATCHED = "UnmatchedRouteFunction";
  private static final Pattern ERROR = Pattern.compile("\\{\"error\":\"([A-Z_]+)\",");

  /** Responses for unknown routes, which documented routes never get. */
  private static final Set<GatewayResponseType> OF_NO_ROUTE =
      Set.of(
          GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, GatewayResponseType.RESOURCE_NOT_FOUND);

  /** API Gateway checks media types only where it maps bodies, which it does not do here. */
  private static final GatewayResponseType OF_A_MAPPED_BODY =
      GatewayResponseType.UNSUPPORTED_MEDIA_TYPE;

  @Test
  void addressesEndInStageAndVersion() {
    assertThat(API.basePath()).isEqualTo("/" + TEMPLATE.api().stage() + "/v1");
  }

  @Test
  void operationsThatNeedACredentialAreTheRoutesBehindTheAuthorizer() {
    assertThat(operations(true))
        .containsExactlyInAnyOrderElementsOf(
            routes(TEMPLATE.api().routes().stream().filter(Route::authorized)));
  }

  @Test
  void operationsThatNeedNoneAreRoutesBesideTheAuthorizer() {
    assertThat(routes(TEMPLATE.api().routes().stream().filter(route -> !route.authorized())))
        .containsAll(operations(false))
        .doesNotContainAnyElementsOf(operations(true));
  }

  @Test
  void noMethodOfAPathHasTwoRoutes() {
    assertThat(routes(TEMPLATE.api().routes().stream())).doesNotHaveDuplicates();
  }

  /** Undocumented methods and paths get the responses documented for them. */
  @Test
  void allOtherRoutesLeadToUnmatchedRoute() {
    assertThat(TEMPLATE.api().routes())
        .filteredOn(route -> !documented().contains(route.method() + " " + route.resource()))
        .isNotEmpty()
        .allSatisfy(route -> {
          assertThat(route.function()).isEqualTo(UNMATCHED);
          assertThat(route.authorized()).isFalse();
        });
  }

  private static List<String> documented() {
    return Stream.concat(operations(true).stream(), operations(false).stream()).toList();
  }

  private static List<String> operations(boolean withCredential) {
    return API.operations().stream()
        .filter(operation -> needsCredential(operation) == withCredential)
        .map(operation -> operation.method() + " /v1" + operation.path())
        .toList();
  }

  private static boolean needsCredential(Operation operation) {
    JsonNode own = operation.node().path("security");
    return !(own.isMissingNode() ? API.root().path("security") : own).isEmpty();
  }

  private static List<String> routes(Stream<Route> routes) {
    return routes.map(route -> route.method() + " " + route.resource()).toList();
  }

  /** As {@code 404 NOT_FOUND}. */
  @Test
  void statusesAndErrorsAreThoseOfTheCodeAndOfApiGateway() {
    var made = new TreeSet<String>();
    for (ErrorCode code : ErrorCode.values()) {
      made.add(code.status() + " " + code);
    }
    TEMPLATE.api().responses().values().forEach(response -> made.add(error(response)));

    var promised = new TreeSet<String>();
    for (Operation operation : API.operations()) {
      promised.addAll(errors(API.responses(operation.method(), operation.path())));
    }
    promised.addAll(errors(API.responses("DELETE", "/resources")));
    promised.addAll(errors(API.responses("GET", "/other")));

    assertThat(promised).isEqualTo(made);
  }

  @Test
  void everyErrorIsListed() {
    var promised = new TreeSet<String>();
    API.root()
        .at("/components/schemas/ErrorCode/enum")
        .forEach(code -> promised.add(code.textValue()));

    var made = new TreeSet<String>();
    Stream.of(ErrorCode.values()).forEach(code -> made.add(code.name()));
    TEMPLATE.api().responses().values().forEach(each -> made.add(error(each).substring(4)));
    assertThat(promised).isEqualTo(made);
  }

  private static String error(GatewayResponse response) {
    return ERROR
        .matcher(response.body())
        .results()
        .findFirst()
        .map(found -> response.status() + " " + found.group(1))
        .orElseThrow();
  }

  private static Set<String> errors(Map<String, JsonNode> responses) {
    var errors = new TreeSet<String>();
    responses.forEach((status, response) ->
        OpenApi.errors(response).forEach(error -> errors.add(status + " " + error)));
    return errors;
  }

  /** Every gateway response conforms to the contract for every operation. */
  @ParameterizedTest
  @EnumSource
  void gatewayResponsesConformToTheContract(GatewayResponseType type) {
    for (String origin : List.of("", "https://console.example.com")) {
      Response sample = sample(type, origin);
      for (Operation operation : API.operations()) {
        if (mayAnswer(type, operation)) {
          assertThat(problems(operation.method(), "/v1" + operation.path(), sample))
              .as("%s %s", operation, type)
              .isEmpty();
        }
      }
      if (sample.status() != 401 && type != OF_A_MAPPED_BODY) {
        assertThat(problems("DELETE", "/v1/resources", sample)).isEmpty();
        assertThat(problems("GET", "/v1/other", sample)).isEmpty();
      }
    }
  }

  private static boolean mayAnswer(GatewayResponseType type, Operation operation) {
    int status = Objects.requireNonNull(TEMPLATE.api().responses().get(type)).status();
    return !OF_NO_ROUTE.contains(type)
        && type != OF_A_MAPPED_BODY
        && (status != 401 || needsCredential(operation));
  }

  private static List<String> problems(String method, String path, Response sample) {
    String target = "/" + TEMPLATE.api().stage() + path;
    return method.equals("HEAD")
        ? Contract.published()
            .problems(method, target, new Response(sample.status(), sample.headers(), new byte[0]))
        : Contract.published().problems(method, target, sample);
  }

  /** Returns the response with values for API Gateway's variables. */
  private static Response sample(GatewayResponseType type, String corsOrigin) {
    Template template =
        TemplateReader.read(
            RepositoryTemplate.HOME.resolve("template.yaml"), Map.of("CorsOrigin", corsOrigin));
    GatewayResponse response = Objects.requireNonNull(template.api().responses().get(type));
    Map<String, List<String>> headers = new HashMap<>();
    response
        .headers()
        .forEach((name, value) ->
            headers.put(
                name,
                List.of(
                    value.equals("context.requestId")
                        ? "3f2504e0"
                        : value.substring(1, value.length() - 1))));
    String body =
        response
            .body()
            .replace("$context.requestTime", "18/Feb/2026:11:00:00 +0000")
            .replace("$context.authorizer.timestamp", "2026-02-18T11:00:00Z")
            .replace("$context.authorizer.message", "Missing.");
    assertThat(body).doesNotContain("$");
    return new Response(response.status(), headers, body.getBytes(UTF_8));
  }

  @Test
  void theTableOfErrorsNamesEachWithItsStatus() throws IOException {
    String page = Files.readString(RepositoryTemplate.HOME.resolve("docs/errors.md"));
    var named = new TreeSet<String>();
    Pattern.compile("(?m)^\\| (\\d{3}(?: · \\d{3})*) \\| (`[A-Z_]+`(?: · `[A-Z_]+`)*) \\|")
        .matcher(page)
        .results()
        .forEach(row -> named.addAll(pairs(row)));

    assertThat(named)
        .isEqualTo(
            new TreeSet<>(
                Stream.concat(
                        Stream.of(ErrorCode.values()).map(code -> code.status() + " " + code),
                        TEMPLATE.api().responses().values().stream().map(ContractRoutesTest::error))
                    .toList()));
  }

  private static List<String> pairs(MatchResult row) {
    String[] statuses = row.group(1).split(" · ", -1);
    String[] codes = row.group(2).replace("`", "").split(" · ", -1);
    assertThat(statuses).hasSameSizeAs(codes);
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < codes.length; i++) {
      pairs.add(statuses[i] + " " + codes[i]);
    }
    return pairs;
  }
}
