package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.template.GatewayResponse;
import io.entryguard.resources.local.template.GatewayResponseType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/** The template's gateway responses, which API Gateway sends itself. */
final class GatewayResponses {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$?context\\.([A-Za-z]+(?:\\.[A-Za-z]+)*)");
  private static final String AUTHORIZER = "authorizer.";

  private final Map<GatewayResponseType, GatewayResponse> responses;

  /**
   * @throws IllegalArgumentException for a response with an unsupported header or variable
   */
  GatewayResponses(Map<GatewayResponseType, GatewayResponse> responses) {
    responses.forEach(GatewayResponses::rejectUnsupported);
    this.responses = Map.copyOf(responses);
  }

  private static void rejectUnsupported(GatewayResponseType type, GatewayResponse response) {
    response
        .headers()
        .forEach((name, value) -> {
          if (!isConstant(value) && !value.equals("context.requestId")) {
            throw new IllegalArgumentException(
                "%s: the header %s is not understood.".formatted(type, name));
          }
        });
    Matcher variables = VARIABLE.matcher(response.body());
    while (variables.find()) {
      String name = variables.group(1);
      boolean known =
          name.equals("requestId") || name.equals("requestTime") || name.startsWith(AUTHORIZER);
      if (!known) {
        throw new IllegalArgumentException(
            "%s: $context.%s is not understood.".formatted(type, name));
      }
    }
  }

  GatewayHttpResponse respond(GatewayResponseType type, GatewayRequest request) {
    return respond(type, request, Map.of());
  }

  /**
   * @param authorizer the authorizer's context; a variable that it lacks becomes empty text
   */
  GatewayHttpResponse respond(
      GatewayResponseType type, GatewayRequest request, Map<String, String> authorizer) {
    GatewayResponse response = responses.get(type);
    if (response == null) {
      throw new IllegalStateException("The template has no response " + type);
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    response.headers().forEach((name, value) -> headers.put(name, List.of(header(value, request))));
    String body =
        VARIABLE
            .matcher(response.body())
            .replaceAll(variable ->
                Matcher.quoteReplacement(value(variable.group(1), request, authorizer)));
    return new GatewayHttpResponse(response.status(), headers, SdkBytes.fromUtf8String(body));
  }

  private static boolean isConstant(String value) {
    return value.length() > 1 && value.startsWith("'") && value.endsWith("'");
  }

  private static String header(String value, GatewayRequest request) {
    return isConstant(value) ? value.substring(1, value.length() - 1) : request.id();
  }

  private static String value(
      String variable, GatewayRequest request, Map<String, String> authorizer) {
    return switch (variable) {
      case "requestId" -> request.id();
      case "requestTime" -> request.commonLogTime();
      default -> authorizer.getOrDefault(variable.substring(AUTHORIZER.length()), "");
    };
  }
}
