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
 * API Gateway's part: asks the authorizer, and calls a function with what it said of the caller.
 * The requests are those in {@code events/}, with another caller and body.
 */
final class ApiCaller {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stack stack;

  ApiCaller(Stack stack) {
    this.stack = stack;
  }

  /** What a function answered. */
  record Answer(int status, JsonNode body) {}

  /** What the authorizer says of whoever sends that header; empty if it does not let them in. */
  Optional<ObjectNode> context(LoadedFunction authorizer, String authorization) {
    ObjectNode request = sample("authorizer-token");
    request.withObject("headers").put("Authorization", authorization);
    request.withObject("multiValueHeaders").putArray("Authorization").add(authorization);
    JsonNode answer = invoke(authorizer, request);
    if (!answer.at("/policyDocument/Statement/0/Effect").asText().equals("Allow")) {
      return Optional.empty();
    }
    ObjectNode context = (ObjectNode) answer.path("context");
    return Optional.of(context.put("principalId", answer.path("principalId").asText()));
  }

  Answer create(ObjectNode context, String body) {
    ObjectNode request = sample("create-resource");
    request.put("body", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
    return answer("CreateResourceFunction", request, context);
  }

  Answer list(ObjectNode context) {
    return answer("ListResourcesFunction", sample("list-resources"), context);
  }

  Answer get(ObjectNode context, String id) {
    return answer("GetResourceFunction", of("get-resource", id), context);
  }

  Answer update(ObjectNode context, String id) {
    return answer("UpdateResourceFunction", of("update-resource", id), context);
  }

  Answer delete(ObjectNode context, String id) {
    return answer("DeleteResourceFunction", of("delete-resource", id), context);
  }

  Answer verify(ObjectNode context, String id) {
    return answer("VerifyResourceFunction", of("verify-resource", id), context);
  }

  private static ObjectNode of(String sample, String id) {
    ObjectNode request = sample(sample);
    request.putObject("pathParameters").put("id", id);
    return request;
  }

  private Answer answer(String function, ObjectNode request, ObjectNode context) {
    request.withObject("requestContext").set("authorizer", context);
    JsonNode answer = invoke(stack.function(function), request);
    try {
      return new Answer(
          answer.path("statusCode").asInt(), JSON.readTree(answer.path("body").asText()));
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
