package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The API: routes, authorizer, gateway responses, access log and custom domain. */
class GatewayTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final Section API = properties("Api");

  @Test
  void routesEveryPathToAFunction() {
    assertThat(TEMPLATE.api().routes())
        .containsExactlyInAnyOrder(
            new Route("POST", "/v1/resources", "CreateResourceFunction", true),
            new Route("GET", "/v1/resources", "ListResourcesFunction", true),
            new Route("HEAD", "/v1/resources", "ListResourcesFunction", true),
            new Route("GET", "/v1/resources/{id}", "GetResourceFunction", true),
            new Route("HEAD", "/v1/resources/{id}", "GetResourceFunction", true),
            new Route("PATCH", "/v1/resources/{id}", "UpdateResourceFunction", true),
            new Route("DELETE", "/v1/resources/{id}", "DeleteResourceFunction", true),
            new Route("POST", "/v1/resources/{id}/verify", "VerifyResourceFunction", true),
            new Route("DELETE", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("OPTIONS", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("PATCH", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("PUT", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("OPTIONS", "/v1/resources/{id}", "UnmatchedRouteFunction", false),
            new Route("POST", "/v1/resources/{id}", "UnmatchedRouteFunction", false),
            new Route("PUT", "/v1/resources/{id}", "UnmatchedRouteFunction", false),
            new Route("DELETE", "/v1/resources/{id}/verify", "UnmatchedRouteFunction", false),
            new Route("GET", "/v1/resources/{id}/verify", "UnmatchedRouteFunction", false),
            new Route("HEAD", "/v1/resources/{id}/verify", "UnmatchedRouteFunction", false),
            new Route("OPTIONS", "/v1/resources/{id}/verify", "UnmatchedRouteFunction", false),
            new Route("PATCH", "/v1/resources/{id}/verify", "UnmatchedRouteFunction", false),
            new Route("PUT", "/v1/resources/{id}/verify", "UnmatchedRouteFunction", false),
            new Route("ANY", "/{proxy+}", "UnmatchedRouteFunction", false),
            new Route("ANY", "/", "UnmatchedRouteFunction", false));
  }

  /** The alias, because a function's own ARN would run unpublished code. */
  @Test
  void callsTheAuthorizersAlias() {
    Section caller = API.get("Auth").get("Authorizers").get("Caller");

    assertThat(TEMPLATE.api().authorizer()).isEqualTo("AuthorizerFunction");
    assertThat(RepositoryTemplate.text())
        .contains("FunctionArn: !Ref AuthorizerFunction.Alias")
        .doesNotContain("FunctionArn: !GetAtt");
    assertThat(caller.get("Identity").get("ReauthorizeEvery").number()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void hasTheErrorShapeInEveryGatewayResponse(GatewayResponseType type) throws IOException {
    JsonNode body = new ObjectMapper().readTree(response(type).body());

    assertThat((Iterable<String>) body::fieldNames)
        .containsExactly("error", "message", "timestamp");
    assertThat(body.path("message").asText()).isNotBlank();
    assertThat(body.path("timestamp").asText())
        .isEqualTo(
            type == GatewayResponseType.ACCESS_DENIED
                ? "$context.authorizer.timestamp"
                : "$context.requestTime");
  }

  @ParameterizedTest
  @EnumSource
  void setsTheCommonHeadersOnGatewayResponses(GatewayResponseType type) {
    assertThat(response(type).headers())
        .containsEntry("Content-Type", "'application/json'")
        .containsEntry("X-Request-Id", "context.requestId")
        .containsEntry("Cache-Control", "'no-store'")
        .containsEntry("X-Content-Type-Options", "'nosniff'");
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_DENIED,                  401, UNAUTHORIZED",
    "API_CONFIGURATION_ERROR,        500, INTERNAL_ERROR",
    "AUTHORIZER_CONFIGURATION_ERROR, 500, INTERNAL_ERROR",
    "AUTHORIZER_FAILURE,             500, INTERNAL_ERROR",
    "BAD_REQUEST_BODY,               400, VALIDATION_ERROR",
    "BAD_REQUEST_PARAMETERS,         400, VALIDATION_ERROR",
    "DEFAULT_4XX,                    400, VALIDATION_ERROR",
    "DEFAULT_5XX,                    500, INTERNAL_ERROR",
    "EXPIRED_TOKEN,                  401, UNAUTHORIZED",
    "INTEGRATION_FAILURE,            500, INTERNAL_ERROR",
    "INTEGRATION_TIMEOUT,            504, GATEWAY_TIMEOUT",
    "INVALID_API_KEY,                401, UNAUTHORIZED",
    "INVALID_SIGNATURE,              401, UNAUTHORIZED",
    "MISSING_AUTHENTICATION_TOKEN,   404, NOT_FOUND",
    "QUOTA_EXCEEDED,                 429, RATE_LIMIT_EXCEEDED",
    "REQUEST_TOO_LARGE,              413, PAYLOAD_TOO_LARGE",
    "RESOURCE_NOT_FOUND,             404, NOT_FOUND",
    "THROTTLED,                      429, RATE_LIMIT_EXCEEDED",
    "UNAUTHORIZED,                   401, UNAUTHORIZED",
    "UNSUPPORTED_MEDIA_TYPE,         415, UNSUPPORTED_MEDIA_TYPE",
    "WAF_FILTERED,                   403, FORBIDDEN"
  })
  void setsStatusAndCodeOfGatewayResponses(GatewayResponseType type, int status, String error) {
    assertThat(response(type).status()).isEqualTo(status);
    assertThat(response(type).body()).startsWith("{\"error\":\"" + error + "\",");
    assertThat(response(type).headers().containsKey("WWW-Authenticate")).isEqualTo(status == 401);
    assertThat(response(type).headers().containsKey("Retry-After")).isEqualTo(status == 429);
  }

  @ParameterizedTest
  @EnumSource
  void setsCorsHeadersOnGatewayResponses(GatewayResponseType type) {
    Template open =
        TemplateReader.read(
            RepositoryTemplate.HOME.resolve("template.yaml"),
            Map.of("CorsOrigin", "https://console.example.com"));

    assertThat(Objects.requireNonNull(open.api().responses().get(type)).headers())
        .containsEntry("Access-Control-Allow-Origin", "'https://console.example.com'")
        .containsEntry("Access-Control-Expose-Headers", "'Retry-After, X-Request-Id'");
    assertThat(response(type).headers())
        .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Expose-Headers");
  }

  /**
   * API Gateway throttles by method, so the API's limit is the sum. An account runs 1,000 functions
   * concurrently, and a request takes two for less than 100 ms each: 1,500 requests a second need
   * 300.
   */
  @Test
  void throttlesBelowWhatAnAccountCanRunAtOnce() {
    double atOnce =
        TEMPLATE.api().routes().stream()
            .mapToDouble(route ->
                setting(route).get("ThrottlingRateLimit").number() * functionSeconds(route))
            .sum();

    assertThat(atOnce).isLessThanOrEqualTo(1_000);
    assertThat(API.get("TracingEnabled").text()).isEqualTo("true");
  }

  /** Of two functions where there is a caller, 100 ms each; and a verification may wait. */
  private static double functionSeconds(Route route) {
    double waiting = isVerify(route) ? 15 : 0;
    return (route.authorized() ? 0.2 : 0.1) + waiting;
  }

  private static boolean isVerify(Route route) {
    return route.function().equals("VerifyResourceFunction");
  }

  @Test
  void throttlesOperationsByParametersAndOtherRoutesByLess() {
    assertThat(TEMPLATE.api().routes())
        .filteredOn(route -> !isVerify(route))
        .allSatisfy(route -> {
          assertThat(setting(route).get("ThrottlingRateLimit").number())
              .isEqualTo(route.authorized() ? 200 : 50);
          assertThat(setting(route).get("ThrottlingBurstLimit").number())
              .isEqualTo(route.authorized() ? 400 : 100);
        });
    assertThat(TEMPLATE.api().routes())
        .filteredOn(GatewayTemplateTest::isVerify)
        .singleElement()
        .satisfies(route -> {
          assertThat(setting(route).get("ThrottlingRateLimit").number()).isEqualTo(10);
          assertThat(setting(route).get("ThrottlingBurstLimit").number()).isEqualTo(20);
        });
    assertThat(
            properties("Api", Map.of("ThrottlingRate", "7", "ThrottlingBurst", "9"))
                .get("MethodSettings")
                .items())
        .extracting(setting -> setting.get("ThrottlingRateLimit").text())
        .containsExactly("50", "7", "7", "7", "7", "7", "7", "7", "10");
  }

  /** Returns the method's own setting, or the default. */
  private static Section setting(Route route) {
    List<Section> settings = API.get("MethodSettings").items();
    return settings.stream()
        .filter(setting ->
            setting.get("ResourcePath").text().equals(route.resource())
                && setting.get("HttpMethod").text().equals(route.method()))
        .findFirst()
        .orElse(settings.getFirst());
  }

  /** SAM names a deployment by a hash of the template without values of parameters. */
  @Test
  void deploysTheApiWheneverTheStackIs() {
    assertThat(API.get("AlwaysDeploy").text()).isEqualTo("true");
    assertThat(TreeReferences.at("Resources", "Api", "Properties", "GatewayResponses"))
        .contains("CorsOrigin");
  }

  @Test
  void disablesTheDefaultEndpointOnlyWithADomainAndOnRequest() {
    assertThat(API.get("DisableExecuteApiEndpoint").text()).isEqualTo("false");
    assertThat(
            properties("Api", Map.of("OwnAddress", "false"))
                .get("DisableExecuteApiEndpoint")
                .text())
        .isEqualTo("true");
  }

  @Test
  void associatesAWebAclIfOneIsGiven() {
    String acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/name/0f6ee4a2";
    Section association = properties("WebAclAssociation", Map.of("WebAclArn", acl));

    assertThat(association.get("WebACLArn").text()).isEqualTo(acl);
    assertThat(TreeReferences.at("Resources", "WebAclAssociation", "Properties", "ResourceArn"))
        .contains("Api");
    assertThat(association.get("ResourceArn").text()).endsWith("::/restapis/Api/stages/Api.Stage");
  }

  @Test
  void logsRequestsAsJsonWithoutTokensAndKeys() throws IOException {
    JsonNode line = new ObjectMapper().readTree(API.get("AccessLogSetting").get("Format").text());

    assertThat((Iterable<String>) line::fieldNames)
        .contains("requestId", "status", "organizationId", "path", "method", "latencyMillis");
    assertThat(line)
        .allSatisfy(value -> assertThat(value.asText()).matches("\\$context\\.[A-Za-z.]+"));
    assertThat(line.toString()).doesNotContain("header", "identity.apiKey", "error.message");
    assertThat(API.get("AccessLogSetting").get("DestinationArn").text()).isEqualTo("ApiLogGroup");
  }

  /** API Gateway's execution log would contain tokens. */
  @Test
  void writesNoExecutionLog() {
    assertThat(API.get("MethodSettings").items())
        .allSatisfy(setting -> {
          assertThat(setting.get("LoggingLevel").text()).isEqualTo("OFF");
          assertThat(setting.get("DataTraceEnabled").text()).isEqualTo("false");
        });
  }

  @Test
  void hasTheSamePathUnderACustomDomain() {
    Section mapping = properties("DomainMapping");

    assertThat(mapping.get("BasePath").text()).isEqualTo(TEMPLATE.api().stage());
    assertThat(mapping.get("Stage").text()).isEqualTo("Api.Stage");
    assertThat(mapping.get("RestApiId").text()).isEqualTo("Api");
    assertThat(mapping.get("DomainName").text()).isEqualTo("Domain");
    assertThat(properties("Domain").get("SecurityPolicy").text()).isEqualTo("TLS_1_2");
    assertThat(properties("DomainRecord").get("AliasTarget").get("DNSName").text())
        .isEqualTo("Domain.RegionalDomainName");
  }

  @ParameterizedTest
  @CsvSource({
    "Domain,            HasDomain",
    "DomainMapping,     HasDomain",
    "DomainRecord,      HasRecord",
    "WebAclAssociation, HasWebAcl",
    "GatewayLogAccount, SetsGatewayLogRole",
    "GatewayLogRole,    SetsGatewayLogRole"
  })
  void createsOptionalResourcesOnlyIfConfigured(String resource, String condition) {
    assertThat(RepositoryTemplate.tree().get("Resources").get(resource).get("Condition").text())
        .isEqualTo(condition);
  }

  private static GatewayResponse response(GatewayResponseType type) {
    GatewayResponse response = TEMPLATE.api().responses().get(type);
    assertThat(response).isNotNull();
    return Objects.requireNonNull(response);
  }
}
