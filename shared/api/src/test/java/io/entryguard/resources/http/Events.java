package io.entryguard.resources.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.CallerKind;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.organization.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** API Gateway's proxy events for tests. */
public final class Events {
  public static final String REQUEST_ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

  private Events() {}

  /** A user with every permission. */
  public static Caller admin(OrganizationId organization) {
    return new Caller(organization, CallerKind.USER, "user-1", Set.of(Permission.values()));
  }

  /** A user without permissions. */
  public static Caller member(OrganizationId organization) {
    return new Caller(organization, CallerKind.USER, "user-2", Set.of());
  }

  /** An API key with permission to list. */
  public static Caller key(OrganizationId organization) {
    return new Caller(
        organization, CallerKind.API_KEY, "eg_live_1a2b", Set.of(Permission.READ_RESOURCES));
  }

  public static APIGatewayProxyRequestEvent get(Caller caller) {
    return by(caller, event("GET", "/v1/resources", "/v1/resources"));
  }

  /** A request for one resource. */
  public static APIGatewayProxyRequestEvent get(Caller caller, String id) {
    return resource("GET", caller, id);
  }

  public static APIGatewayProxyRequestEvent patch(Caller caller, String id, String body) {
    return withHeader(
        withBody(resource("PATCH", caller, id), body), "Content-Type", "application/json");
  }

  public static APIGatewayProxyRequestEvent delete(Caller caller, String id) {
    return resource("DELETE", caller, id);
  }

  public static APIGatewayProxyRequestEvent verify(Caller caller, String id) {
    return by(caller, event("POST", "/v1/resources/{id}/verify", "/v1/resources/" + id + "/verify"))
        .withPathParameters(Map.of("id", id));
  }

  private static APIGatewayProxyRequestEvent resource(String method, Caller caller, String id) {
    return by(caller, event(method, "/v1/resources/{id}", "/v1/resources/" + id))
        .withPathParameters(Map.of("id", id));
  }

  /** A POST with a JSON body, in base64 as API Gateway sends all bodies. */
  public static APIGatewayProxyRequestEvent post(Caller caller, String body) {
    return post(caller, body.getBytes(StandardCharsets.UTF_8));
  }

  /** A POST with these bytes, declared as JSON. */
  public static APIGatewayProxyRequestEvent post(Caller caller, byte[] body) {
    return withHeader(
        withBody(by(caller, event("POST", "/v1/resources", "/v1/resources")), body),
        "Content-Type",
        "application/json");
  }

  /** Adds a body, in base64 as all bodies come. */
  public static APIGatewayProxyRequestEvent withBody(
      APIGatewayProxyRequestEvent event, String body) {
    return withBody(event, body.getBytes(StandardCharsets.UTF_8));
  }

  private static APIGatewayProxyRequestEvent withBody(
      APIGatewayProxyRequestEvent event, byte[] body) {
    return event.withBody(Base64.getEncoder().encodeToString(body)).withIsBase64Encoded(true);
  }

  /** A request to a route without an authorizer. */
  public static APIGatewayProxyRequestEvent event(String method, String route, String path) {
    return new APIGatewayProxyRequestEvent()
        .withResource(route)
        .withPath(path)
        .withHttpMethod(method)
        .withHeaders(new HashMap<>(Map.of("Host", "api.example.com")))
        .withMultiValueHeaders(new HashMap<>(Map.of("Host", List.of("api.example.com"))))
        .withRequestContext(
            new ProxyRequestContext()
                .withRequestId(REQUEST_ID)
                .withPath("/api" + path)
                .withResourcePath(route));
  }

  /** Replaces a header; values keep their order. */
  public static APIGatewayProxyRequestEvent withHeader(
      APIGatewayProxyRequestEvent event, String name, String... values) {
    if (values.length == 0) {
      event.getHeaders().remove(name);
      event.getMultiValueHeaders().remove(name);
    } else {
      event.getHeaders().put(name, values[values.length - 1]);
      event.getMultiValueHeaders().put(name, List.of(values));
    }
    return event;
  }

  /** Adds query parameters without a value. */
  public static APIGatewayProxyRequestEvent withQuery(
      APIGatewayProxyRequestEvent event, String... names) {
    Map<String, String> single = new HashMap<>();
    Map<String, List<String>> multi = new HashMap<>();
    for (String name : names) {
      single.put(name, "");
      multi.put(name, List.of(""));
    }
    return event.withQueryStringParameters(single).withMultiValueQueryStringParameters(multi);
  }

  /** Adds a query parameter; values keep their order. */
  public static APIGatewayProxyRequestEvent withParameter(
      APIGatewayProxyRequestEvent event, String name, String... values) {
    Map<String, String> single = new HashMap<>();
    Map<String, List<String>> multi = new HashMap<>();
    if (event.getQueryStringParameters() != null) {
      single.putAll(event.getQueryStringParameters());
      multi.putAll(event.getMultiValueQueryStringParameters());
    }
    single.put(name, values[values.length - 1]);
    multi.put(name, List.of(values));
    return event.withQueryStringParameters(single).withMultiValueQueryStringParameters(multi);
  }

  /** Adds what the authorizer says of the caller. */
  private static APIGatewayProxyRequestEvent by(Caller caller, APIGatewayProxyRequestEvent event) {
    Map<String, Object> authorizer = new HashMap<>(CallerContext.write(caller));
    authorizer.put("principalId", caller.subject());
    authorizer.put("integrationLatency", "12");
    event.getRequestContext().setAuthorizer(authorizer);
    return event;
  }
}
