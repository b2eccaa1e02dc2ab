package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as API Gateway hands it on.
 *
 * @param method in upper case
 * @param path as the caller used it, with whatever prefix
 * @param route the path in the template that matched
 * @param queryParameters every value of each, by name in the order of the alphabet
 * @param authorizer what the authorizer said of the caller; empty on a route without one
 */
public record HttpRequest(
    String method,
    String path,
    String route,
    Headers headers,
    Map<String, List<String>> queryParameters,
    RequestBody body,
    Map<String, Object> authorizer) {
  public HttpRequest {
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(route, "route is null");
    requireNonNull(headers, "headers is null");
    requireNonNull(queryParameters, "queryParameters is null");
    requireNonNull(body, "body is null");
    requireNonNull(authorizer, "authorizer is null");
  }

  public static HttpRequest of(APIGatewayProxyRequestEvent event) {
    ProxyRequestContext context =
        requireNonNullElse(event.getRequestContext(), new ProxyRequestContext());
    return new HttpRequest(
        firstOf(event.getHttpMethod(), context.getHttpMethod()),
        firstOf(context.getPath(), event.getPath()),
        firstOf(event.getResource(), context.getResourcePath()),
        Headers.of(event.getHeaders(), event.getMultiValueHeaders()),
        parameters(event.getQueryStringParameters(), event.getMultiValueQueryStringParameters()),
        RequestBody.of(event),
        requireNonNullElse(context.getAuthorizer(), Map.of()));
  }

  /**
   * Takes both forms of an API Gateway event; {@code multi} is complete where it is there, {@code
   * single} has the last value of each.
   */
  private static Map<String, List<String>> parameters(
      @Nullable Map<String, String> single, @Nullable Map<String, List<String>> multi) {
    if (single == null && multi == null) {
      return Map.of();
    }
    Map<String, List<String>> parameters = new TreeMap<>();
    if (single != null) {
      for (Map.Entry<String, String> parameter : single.entrySet()) {
        parameters.put(parameter.getKey(), List.of(requireNonNullElse(parameter.getValue(), "")));
      }
    }
    if (multi != null) {
      parameters.putAll(multi);
    }
    return parameters;
  }

  private static String firstOf(@Nullable String preferred, @Nullable String other) {
    return requireNonNullElse(preferred, requireNonNullElse(other, ""));
  }
}
