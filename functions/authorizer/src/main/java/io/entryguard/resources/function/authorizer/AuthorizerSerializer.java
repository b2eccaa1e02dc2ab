package io.entryguard.resources.function.authorizer;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.entryguard.resources.json.StrictJson;
import io.entryguard.resources.lambda.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the authorizer's events for the runtime, member by member. The runtime's own way
 * loads a second Jackson with databind, which more than doubles a cold start.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public final class AuthorizerSerializer implements CustomPojoSerializer {
  @Override
  public <T> T fromJson(InputStream input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return cast(request(json), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return cast(request(json), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    if (!(value instanceof AuthorizerResponse response)) {
      throw new IllegalArgumentException("cannot write " + type);
    }
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(output)) {
      write(response, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runtime asks for the type that the handler takes. */
  @SuppressWarnings("unchecked") // checked in the line before
  private static <T> T cast(AuthorizerRequest request, Type type) {
    if (type != AuthorizerRequest.class) {
      throw new IllegalArgumentException("cannot read " + type);
    }
    return (T) request;
  }

  private static AuthorizerRequest request(JsonParser json) throws IOException {
    var event = new Event();
    json.nextToken();
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
