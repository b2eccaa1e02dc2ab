package io.entryguard.resources.function.authorizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.entryguard.resources.serialization.EventJson;
import io.entryguard.resources.serialization.StreamingSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the authorizer's events for the runtime, member by member. */
public final class AuthorizerSerializer
    extends StreamingSerializer<AuthorizerRequest, AuthorizerResponse> {
  /** Called by the runtime. */
  public AuthorizerSerializer() {
    super(AuthorizerRequest.class, AuthorizerResponse.class);
  }

  @Override
  protected AuthorizerRequest read(JsonParser json) throws IOException {
    String methodArn = "";
    Map<String, String> headers = Map.of();
    Map<String, List<String>> multiValueHeaders = Map.of();
    String requestId = "";
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "methodArn" -> methodArn = textOrEmpty(EventJson.text(json));
        case "headers" -> headers = EventJson.textMap(json);
        case "multiValueHeaders" -> multiValueHeaders = EventJson.textListMap(json);
        case "requestContext" -> requestId = requestId(json);
        default -> json.skipChildren();
      }
    }
    return new AuthorizerRequest(methodArn, headers, multiValueHeaders, requestId);
  }

  private static String requestId(JsonParser json) throws IOException {
    String requestId = "";
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      if (name.equals("requestId")) {
        requestId = textOrEmpty(EventJson.text(json));
      } else {
        json.skipChildren();
      }
    }
    return requestId;
  }

  private static String textOrEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  protected void write(AuthorizerResponse response, JsonGenerator json) throws IOException {
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
}
