package io.entryguard.resources.serialization;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Map;

/**
 * Reads and writes API Gateway's proxy events for the runtime, with only the members that are used.
 */
public final class ProxyEventSerializer
    extends StreamingSerializer<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  /** Called by the runtime. */
  public ProxyEventSerializer() {
    super(APIGatewayProxyRequestEvent.class, APIGatewayProxyResponseEvent.class);
  }

  @Override
  protected APIGatewayProxyRequestEvent read(JsonParser json) throws IOException {
    var event = new APIGatewayProxyRequestEvent();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "resource" -> event.setResource(EventJson.text(json));
        case "path" -> event.setPath(EventJson.text(json));
        case "httpMethod" -> event.setHttpMethod(EventJson.text(json));
        case "headers" -> event.setHeaders(EventJson.textMap(json));
        case "multiValueHeaders" -> event.setMultiValueHeaders(EventJson.textListMap(json));
        case "pathParameters" -> event.setPathParameters(EventJson.textMap(json));
        case "queryStringParameters" -> event.setQueryStringParameters(EventJson.textMap(json));
        case "multiValueQueryStringParameters" ->
            event.setMultiValueQueryStringParameters(EventJson.textListMap(json));
        case "requestContext" -> event.setRequestContext(readContext(json));
        case "body" -> event.setBody(EventJson.text(json));
        case "isBase64Encoded" -> event.setIsBase64Encoded(EventJson.isTrue(json));
        default -> json.skipChildren();
      }
    }
    return event;
  }

  private static ProxyRequestContext readContext(JsonParser json) throws IOException {
    var context = new ProxyRequestContext();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "requestId" -> context.setRequestId(EventJson.text(json));
        case "path" -> context.setPath(EventJson.text(json));
        case "resourcePath" -> context.setResourcePath(EventJson.text(json));
        case "authorizer" -> context.setAuthorizer(Map.copyOf(EventJson.textMap(json)));
        default -> json.skipChildren();
      }
    }
    return context;
  }

  @Override
  protected void write(APIGatewayProxyResponseEvent response, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("statusCode", response.getStatusCode());
    json.writeObjectFieldStart("headers");
    for (Map.Entry<String, String> header : response.getHeaders().entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
    json.writeStringField("body", response.getBody());
    json.writeBooleanField("isBase64Encoded", response.getIsBase64Encoded());
    json.writeEndObject();
  }
}
