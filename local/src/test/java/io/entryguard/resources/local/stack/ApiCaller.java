package io.entryguard.resources.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Optional;

/**
 * Plays API Gateway: calls the authorizer, then a function with the authorizer's context. The
 * requests are those in {@code events/}, with another caller and body.
 */
final class ApiCaller {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stack stack;

  ApiCaller(Stack stack) {
    this.stack = stack;
  }

  /** A function's response. */
  record Response(int status, JsonNode body) {}

  /** Returns the authorizer's context for this header; empty if it denies. */
  Optional<ObjectNode> context(LoadedFunction authorizer, String authorization) {
    ObjectNode request = sample("authorizer-token");
    request.withObject("headers").put("Authorization", authorization);
    request.withObject("multiValueHeaders").putArray("Authorization").add(authorization);
    JsonNode response = invoke(authorizer, request);
    if (!response.at("/policyDocument/Statement/0/Effect").asText().equals("Allow")) {
      return Optional.empty();
    }
    ObjectNode context = (ObjectNode) response.path("context");
    return Optional.of(context.put("principalId", response.path("principalId").asText()));
  }

  Response create(ObjectNode context, String body) {
    ObjectNode request = sample("create-resource");
    request.put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
    return response("CreateResourceFunction", request, context);
  }

  Response list(ObjectNode context) {
    return response("ListResourcesFunction", sample("list-resources"), context);
  }

  Response get(ObjectNode context, String id) {
    return response("GetResourceFunction", of("get-resource", id), context);
  }

  Response update(ObjectNode context, String id) {
    return response("UpdateResourceFunction", of("update-resource", id), context);
  }

  Response delete(ObjectNode context, String id) {
    return response("DeleteResourceFunction", of("delete-resource", id), context);
  }

  Response verify(ObjectNode context, String id) {
    return response("VerifyResourceFunction", of("verify-resource", id), context);
  }

  private static ObjectNode of(String sample, String id) {
    ObjectNode request = sample(sample);
    request.putObject("pathParameters").put("id", id);
    return request;
  }

  private Response response(String function, ObjectNode request, ObjectNode context) {
    request.withObject("requestContext").set("authorizer", context);
    JsonNode response = invoke(stack.function(function), request);
    try {
      return new Response(
          response.path("statusCode").asInt(), JSON.readTree(response.path("body").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode invoke(LoadedFunction function, ObjectNode event) {
    try {
      return JSON.readTree(function.invoke(event.toString().getBytes(UTF_8), "request"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode sample(String name) {
    try {
      return (ObjectNode)
          JSON.readTree(
              Files.readString(RepositoryTemplate.HOME.resolve("events/" + name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
