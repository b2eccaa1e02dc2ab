package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request as API Gateway hands it on.
 *
 * @param method in upper case
 * @param path as the caller used it, with whatever prefix
 * @param route the path in the template that matched
 * @param authorizer what the authorizer said of the caller; empty on a route without one
 */
record HttpRequest(
    String method,
    String path,
    String route,
    Headers headers,
    Set<String> queryParameters,
    RequestBody body,
    Map<String, Object> authorizer) {
  HttpRequest {
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(route, "route is null");
    requireNonNull(headers, "headers is null");
    requireNonNull(queryParameters, "queryParameters is null");
    requireNonNull(body, "body is null");
    requireNonNull(authorizer, "authorizer is null");
  }

  static HttpRequest of(APIGatewayProxyRequestEvent event) {
    ProxyRequestContext context =
        requireNonNullElse(event.getRequestContext(), new ProxyRequestContext());
    return new HttpRequest(
        firstOf(event.getHttpMethod(), context.getHttpMethod()),
        firstOf(context.getPath(), event.getPath()),
        firstOf(event.getResource(), context.getResourcePath()),
        Headers.of(event.getHeaders(), event.getMultiValueHeaders()),
        names(event.getQueryStringParameters(), event.getMultiValueQueryStringParameters()),
        RequestBody.of(event),
        requireNonNullElse(context.getAuthorizer(), Map.of()));
  }

  /** In the order of the alphabet. */
  private static Set<String> names(
      @Nullable Map<String, ?> single, @Nullable Map<String, ?> multi) {
    if (single == null && multi == null) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    if (single != null) {
      names.addAll(single.keySet());
    }
    if (multi != null) {
      names.addAll(multi.keySet());
    }
    return names;
  }

  private static String firstOf(@Nullable String preferred, @Nullable String other) {
    return requireNonNullElse(preferred, requireNonNullElse(other, ""));
  }
}
