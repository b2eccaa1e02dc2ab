package io.entryguard.resources.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.log.RequestLog;
import io.entryguard.resources.rate.RequestLimit;
import java.util.Base64;

/** Requests such as API Gateway sends, from an administrator of an organization that nobody has. */
public final class ProxyRehearsal {
  /** No organization has this id: it is no UUID that anything generates. */
  public static final String ORGANIZATION = "00000000-0000-0000-0000-000000000000";

  /** What DynamoDB says of a request that was counted. */
  public static final String COUNTED =
      "{\"Attributes\":{\"requestCount\":{\"N\":\"1\"},\"ttl\":{\"N\":\"0\"}}}";

  /** So many that none is refused. */
  public static final RequestSettings SETTINGS =
      new RequestSettings(new RequestLimit(1_000), new MetricNamespace(RequestLog.REHEARSED));

  private ProxyRehearsal() {}

  /** A rehearsal of functions that API Gateway calls. */
  public static Rehearsal<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> create() {
    return new Rehearsal<>(
        new ProxyEventSerializer(),
        APIGatewayProxyRequestEvent.class,
        APIGatewayProxyResponseEvent.class);
  }

  /**
   * A request without a body.
   *
   * @param route the template's, that the path matches
   */
  public static String get(String route, String path) {
    return event("GET", route, path, "null", "false");
  }

  /**
   * A request that sends something.
   *
   * @param route the template's, that the path matches
   * @param body JSON
   */
  public static String post(String route, String path, String body) {
    String encoded = Base64.getEncoder().encodeToString(body.getBytes(UTF_8));
    return event("POST", route, path, '"' + encoded + '"', "true");
  }

  private static String event(
      String method, String route, String path, String body, String encoded) {
    return """
    {"resource":"%2$s","path":"%3$s","httpMethod":"%1$s",
     "headers":{"Accept":"*/*","Content-Type":"application/json","Host":"priming","User-Agent":"priming"},
     "multiValueHeaders":{"Accept":["*/*"],"Content-Type":["application/json"],"Host":["priming"],"User-Agent":["priming"]},
     "queryStringParameters":null,"multiValueQueryStringParameters":null,"pathParameters":null,"stageVariables":null,
     "requestContext":{"resourcePath":"%2$s","path":"/api%3$s","requestId":"%7$s","identity":{"sourceIp":"203.0.113.7"},
       "authorizer":{"principalId":"priming","organizationId":"%4$s","callerKind":"USER","subject":"priming",
         "permissions":"resources:create resources:read"}},
     "body":%5$s,"isBase64Encoded":%6$s}
    """
        .formatted(method, route, path, ORGANIZATION, body, encoded, RequestLog.REHEARSED);
  }
}
