package io.entryguard.resources.local.template;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the API's own properties: stage, authorizer, gateway responses. */
final class ApiReader {
  private static final Set<String> PROPERTIES =
      Set.of(
          "AccessLogSetting",
          "AlwaysDeploy",
          "Auth",
          "BinaryMediaTypes",
          // Another address of the same stage.
          "DisableExecuteApiEndpoint",
          "EndpointConfiguration",
          "GatewayResponses",
          "MethodSettings",
          "Name",
          "OpenApiVersion",
          "StageName",
          "TracingEnabled");

  private ApiReader() {}

  static ApiDefinition read(Section properties, List<Route> routes) {
    properties.withOnly(PROPERTIES);
    List<Section> binary = properties.get("BinaryMediaTypes").items();
    if (binary.size() != 1 || !binary.getFirst().text().equals("*~1*")) {
      throw properties.problem("BinaryMediaTypes other than *~1* are not understood");
    }
    Map<GatewayResponseType, GatewayResponse> responses = new EnumMap<>(GatewayResponseType.class);
    properties
        .get("GatewayResponses")
        .sections()
        .forEach((name, section) -> responses.put(responseType(name, section), response(section)));
    for (GatewayResponseType type : GatewayResponseType.values()) {
      if (!responses.containsKey(type)) {
        throw properties.get("GatewayResponses").problem(type + " is missing");
      }
    }
    return new ApiDefinition(
        properties.get("StageName").text(), authorizer(properties.get("Auth")), routes, responses);
  }

  private static String authorizer(Section auth) {
    auth.withOnly(Set.of("Authorizers", "DefaultAuthorizer"));
    String name = auth.get("DefaultAuthorizer").text();
    Section authorizer =
        auth.get("Authorizers")
            .withOnly(Set.of(name))
            .get(name)
            .withOnly(Set.of("FunctionArn", "FunctionPayloadType", "Identity"));
    if (!authorizer.get("FunctionPayloadType").text().equals("REQUEST")) {
      throw authorizer.problem("only FunctionPayloadType REQUEST is understood");
    }
    Section cache = authorizer.get("Identity").withOnly(Set.of("ReauthorizeEvery"));
    if (cache.get("ReauthorizeEvery").number() != 0) {
      throw authorizer.problem("a cache (ReauthorizeEvery) is not understood");
    }
    return authorizer.get("FunctionArn").functionName();
  }

  private static GatewayResponseType responseType(String name, Section section) {
    for (GatewayResponseType type : GatewayResponseType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw section.problem("API Gateway has no such response");
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
