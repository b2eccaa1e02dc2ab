package io.entryguard.resources.lambda;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.entryguard.resources.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * Reads and writes API Gateway's proxy events for the runtime, member by member, and only those
 * that are used here. The runtime's own way loads a second Jackson with databind, which more than
 * doubles a cold start (docs/adr/0006-serializer-of-our-own.md).
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public final class ProxyEventSerializer implements CustomPojoSerializer {
  @Override
  public <T> T fromJson(InputStream input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return cast(readEvent(json), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return cast(readEvent(json), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    if (!(value instanceof APIGatewayProxyResponseEvent response)) {
      throw new IllegalArgumentException("cannot write " + type);
    }
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(output)) {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The runtime asks for the type that the handler takes, and every handler with this serializer
   * takes this one.
   */
  @SuppressWarnings("unchecked") // checked in the line before
  private static <T> T cast(APIGatewayProxyRequestEvent event, Type type) {
    if (type != APIGatewayProxyRequestEvent.class) {
      throw new IllegalArgumentException("cannot read " + type);
    }
    return (T) event;
  }

  private static APIGatewayProxyRequestEvent readEvent(JsonParser json) throws IOException {
    var event = new APIGatewayProxyRequestEvent();
    json.nextToken();
    EventJson.forEachMember(
        json,
        name -> {
          switch (name) {
            case "resource" -> event.setResource(EventJson.text(json));
            case "path" -> event.setPath(EventJson.text(json));
            case "httpMethod" -> event.setHttpMethod(EventJson.text(json));
            case "headers" -> event.setHeaders(EventJson.textMap(json));
            case "multiValueHeaders" -> event.setMultiValueHeaders(EventJson.textListMap(json));
            case "queryStringParameters" -> event.setQueryStringParameters(EventJson.textMap(json));
            case "multiValueQueryStringParameters" ->
                event.setMultiValueQueryStringParameters(EventJson.textListMap(json));
            case "requestContext" -> event.setRequestContext(readContext(json));
            case "body" -> event.setBody(EventJson.text(json));
            case "isBase64Encoded" -> event.setIsBase64Encoded(EventJson.isTrue(json));
            default -> json.skipChildren();
          }
        });
    return event;
  }

  private static ProxyRequestContext readContext(JsonParser json) throws IOException {
    var context = new ProxyRequestContext();
    EventJson.forEachMember(
        json,
        name -> {
          switch (name) {
            case "requestId" -> context.setRequestId(EventJson.text(json));
            case "path" -> context.setPath(EventJson.text(json));
            case "resourcePath" -> context.setResourcePath(EventJson.text(json));
            case "authorizer" -> context.setAuthorizer(Map.copyOf(EventJson.textMap(json)));
            default -> json.skipChildren();
          }
        });
    return context;
  }
}
