package io.entryguard.resources.function.authorizer;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.entryguard.resources.lambda.EventJson;
import io.entryguard.resources.lambda.StreamingSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the authorizer's events for the runtime, member by member. */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public final class AuthorizerSerializer implements CustomPojoSerializer {
  private final CustomPojoSerializer serializer =
      new StreamingSerializer<>(
          AuthorizerRequest.class,
          AuthorizerResponse.class,
          AuthorizerSerializer::request,
          AuthorizerSerializer::write);

  @Override
  public <T> T fromJson(InputStream input, Type type) {
    return serializer.fromJson(input, type);
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    return serializer.fromJson(input, type);
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    serializer.toJson(value, output, type);
  }

  private static AuthorizerRequest request(JsonParser json) throws IOException {
    var event = new Event();
    EventJson.forEachMember(
        json,
        name -> {
          switch (name) {
            case "methodArn" -> event.methodArn = textOrEmpty(EventJson.text(json));
            case "headers" -> event.headers = EventJson.textMap(json);
            case "multiValueHeaders" -> event.multiValueHeaders = EventJson.textListMap(json);
            case "requestContext" -> event.requestId = requestId(json);
            default -> json.skipChildren();
          }
        });
    return new AuthorizerRequest(
        event.methodArn, event.headers, event.multiValueHeaders, event.requestId);
  }

  private static String requestId(JsonParser json) throws IOException {
    Map<String, String> context = new HashMap<>();
    EventJson.forEachMember(
        json,
        name -> {
          if (name.equals("requestId")) {
            context.put(name, textOrEmpty(EventJson.text(json)));
          } else {
            json.skipChildren();
          }
        });
    return context.getOrDefault("requestId", "");
  }

  private static String textOrEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void write(AuthorizerResponse response, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("principalId", response.principalId());
    json.writeObjectFieldStart("policyDocument");
    // The version of IAM's policy language.
    json.writeStringField("Version", "2012-10-17");
    json.writeArrayFieldStart("Statement");
    json.writeStartObject();
    json.writeStringField("Action", "execute-api:Invoke");
    json.writeStringField("Effect", response.effect().text());
    json.writeStringField("Resource", response.resource());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("context");
    for (Map.Entry<String, String> entry : response.context().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** What has been read of an event; members that are missing or null stay empty. */
  private static final class Event {
    private String methodArn = "";
    private Map<String, String> headers = Map.of();
    private Map<String, List<String>> multiValueHeaders = Map.of();
    private String requestId = "";
  }
}
