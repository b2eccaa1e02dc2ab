package io.entryguard.resources.local.template;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The API as the template defines it.
 *
 * @param authorizer the logical name of the authorizer's function
 */
public record ApiDefinition(
    String stage,
    String authorizer,
    List<Route> routes,
    Map<GatewayResponseType, GatewayResponse> responses) {
  private static final Set<String> PROPERTIES =
      Set.of(
          "AccessLogSetting",
          "AlwaysDeploy",
          "Auth",
          "BinaryMediaTypes",
          // A custom domain for the same stage.
          "DisableExecuteApiEndpoint",
          "EndpointConfiguration",
          "GatewayResponses",
          "MethodSettings",
          "Name",
          "OpenApiVersion",
          "StageName",
          "TracingEnabled");

  private static final Set<String> RESPONSES =
      Arrays.stream(GatewayResponseType.values()).map(Enum::name).collect(Collectors.toSet());

  public ApiDefinition {
    routes = List.copyOf(routes);
    responses = Map.copyOf(responses);
  }

  static ApiDefinition read(Section properties, List<Route> routes, Set<String> functions) {
    properties.withOnly(PROPERTIES).withOnly("BinaryMediaTypes", "*~1*");
    Section answers = properties.get("GatewayResponses").withOnly(RESPONSES);
    Map<GatewayResponseType, GatewayResponse> responses = new EnumMap<>(GatewayResponseType.class);
    for (GatewayResponseType type : GatewayResponseType.values()) {
      responses.put(type, response(answers.get(type.name())));
    }
    Section auth = properties.get("Auth").withOnly(Set.of("Authorizers", "DefaultAuthorizer"));
    String name = auth.get("DefaultAuthorizer").text();
    Section authorizer =
        auth.get("Authorizers")
            .withOnly(Set.of(name))
            .get(name)
            .withOnly(Set.of("FunctionArn", "FunctionPayloadType", "Identity"))
            .withOnly("FunctionPayloadType", "REQUEST");
    // No authorizer cache.
    authorizer
        .get("Identity")
        .withOnly(Set.of("ReauthorizeEvery"))
        .withOnly("ReauthorizeEvery", "0");
    return new ApiDefinition(
        properties.get("StageName").text(),
        authorizer.get("FunctionArn").functionName(functions),
        routes,
        responses);
  }

  private static GatewayResponse response(Section section) {
    section.withOnly(Set.of("ResponseParameters", "ResponseTemplates", "StatusCode"));
    Map<String, String> headers = new LinkedHashMap<>();
    section
        .get("ResponseParameters")
        .withOnly(Set.of("Headers"))
        .get("Headers")
        .sections()
        .forEach((name, value) -> headers.put(name, value.text()));
    return new GatewayResponse(
        section.get("StatusCode").number(),
        headers,
        section
            .get("ResponseTemplates")
            .withOnly(Set.of("application/json"))
            .get("application/json")
            .text());
  }
}
