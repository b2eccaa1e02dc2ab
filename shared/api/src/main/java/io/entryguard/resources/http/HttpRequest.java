package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.store.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request, decoded once from API Gateway's event.
 *
 * @param requestId API Gateway's id of the request
 * @param method in upper case
 * @param path as the caller used it, with whatever prefix
 * @param route the path in the template that matched
 * @param pathParameters what stands in the braces of the route, as the caller wrote it
 * @param queryParameters every value of each, by name in the order of the alphabet
 * @param caller who the authorizer says is calling; empty on a route without an authorizer
 * @param deadline when the function is ended
 */
public record HttpRequest(
    String requestId,
    String method,
    String path,
    String route,
    Headers headers,
    Map<String, String> pathParameters,
    Map<String, List<String>> queryParameters,
    RequestBody body,
    Optional<Caller> caller,
    Deadline deadline) {
  public HttpRequest {
    requireNonNull(requestId, "requestId is null");
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(route, "route is null");
    requireNonNull(headers, "headers is null");
    requireNonNull(pathParameters, "pathParameters is null");
    requireNonNull(queryParameters, "queryParameters is null");
    requireNonNull(body, "body is null");
    requireNonNull(caller, "caller is null");
    requireNonNull(deadline, "deadline is null");
  }

  static HttpRequest of(APIGatewayProxyRequestEvent event, Context context) {
    ProxyRequestContext gateway =
        requireNonNullElse(event.getRequestContext(), new ProxyRequestContext());
    return new HttpRequest(
        firstOf(gateway.getRequestId(), context.getAwsRequestId()),
        requireNonNullElse(event.getHttpMethod(), ""),
        firstOf(gateway.getPath(), event.getPath()),
        firstOf(event.getResource(), gateway.getResourcePath()),
        Headers.of(event.getHeaders(), event.getMultiValueHeaders()),
        requireNonNullElse(event.getPathParameters(), Map.of()),
        parameters(event.getQueryStringParameters(), event.getMultiValueQueryStringParameters()),
        RequestBody.of(event),
        CallerContext.read(requireNonNullElse(gateway.getAuthorizer(), Map.of())),
        () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  /**
   * The caller of a route with an authorizer.
   *
   * @throws IllegalStateException if there is none: the API is then misconfigured
   */
  public Caller requireCaller() {
    return caller.orElseThrow(
        () -> new IllegalStateException("the authorizer's context names no caller"));
  }

  /** Whether the method is safe, so read-only: RFC 9110, section 9.2.1. */
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /**
   * Merges the two parameter maps of an API Gateway event.
   *
   * @param single the last value of each parameter
   * @param multi every value of each parameter; used where it has the parameter
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
