package io.entryguard.resources.reliability;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** DynamoDB's responses in its wire format (AWS JSON 1.0). */
final class DynamoDbResponse {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "com.amazonaws.dynamodb.v20120810#";

  private DynamoDbResponse() {}

  /**
   * Returns the error of a canceled transaction.
   *
   * @param codes the reason code of each item, in order
   */
  static HttpExecuteResponse canceled(List<String> codes) {
    String body =
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("__type", MODEL + "TransactionCanceledException");
          json.writeArrayFieldStart("CancellationReasons");
          for (String code : codes) {
            json.writeStartObject();
            json.writeStringField("Code", code);
            if (!code.equals("None")) {
              json.writeStringField("Message", message(code));
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField(
              "Message",
              "Transaction cancelled, please refer cancellation reasons for specific reasons "
                  + codes);
          json.writeEndObject();
        });
    return response(400, body);
  }

  /**
   * Adds a conflict to the reasons of a transaction whose condition failed; any other response
   * stays as it is.
   *
   * @param choose returns a number from 0 inclusive to the given bound exclusive
   */
  static HttpExecuteResponse withConflict(HttpExecuteResponse response, IntUnaryOperator choose)
      throws IOException {
    JsonNode body;
    try (InputStream stream = response.responseBody().orElseThrow()) {
      body = JSON.readTree(stream);
    }
    List<ObjectNode> others = new ArrayList<>();
    boolean isRefused = false;
    for (JsonNode reason : body.path("CancellationReasons")) {
      String code = reason.path("Code").asText();
      isRefused |= code.equals("ConditionalCheckFailed");
      if (code.equals("None") && reason instanceof ObjectNode other) {
        others.add(other);
      }
    }
    if (isRefused && !others.isEmpty()) {
      others
          .get(choose.applyAsInt(others.size()))
          .put("Code", "TransactionConflict")
          .put("Message", message("TransactionConflict"));
    }
    return response(response.httpResponse().statusCode(), body.toString());
  }

  private static String message(String code) {
    return code.equals("TransactionConflict")
        ? "Transaction is ongoing for the item"
        : "Throughput exceeds the current capacity of your table or index";
  }

  /** Returns the error of a write of one item that conflicts with a transaction. */
  static HttpExecuteResponse conflict() {
    return error(
        400, MODEL + "TransactionConflictException", "Transaction is ongoing for the item");
  }

  static HttpExecuteResponse inProgress() {
    return error(
        400,
        MODEL + "TransactionInProgressException",
        "A transaction with the given request token is already in progress");
  }

  static HttpExecuteResponse provisionedThroughputExceeded() {
    return error(
        400,
        MODEL + "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded");
  }

  static HttpExecuteResponse throttled() {
    return error(
        400,
        "com.amazon.coral.availability#ThrottlingException",
        "Rate of requests exceeds the allowed throughput.");
  }

  static HttpExecuteResponse serverFault() {
    return error(500, MODEL + "InternalServerError", "Internal server error");
  }

  /** Returns a batch response in which every item is unprocessed. */
  static HttpExecuteResponse leftOut(byte[] request) {
    String wanted = memberOf(request, "RequestItems");
    return response(200, "{\"Responses\":{},\"UnprocessedKeys\":" + wanted + "}");
  }

  /** Returns the number of items in the request's transaction. */
  static int transactItems(byte[] request) {
    try (JsonParser json = StrictJson.FACTORY.createParser(request)) {
      goTo(json, "TransactItems");
      int items = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        json.skipChildren();
        items++;
      }
      return items;
    } catch (IOException e) {
      throw new IllegalStateException("the SDK sends JSON", e);
    }
  }

  private static String memberOf(byte[] request, String name) {
    try (JsonParser json = StrictJson.FACTORY.createParser(request)) {
      goTo(json, name);
      return JsonText.of(copy -> copy.copyCurrentStructure(json));
    } catch (IOException e) {
      throw new IllegalStateException("the SDK sends JSON", e);
    }
  }

  private static void goTo(JsonParser json, String name) throws IOException {
    json.nextToken();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean found = json.currentName().equals(name);
      json.nextToken();
      if (found) {
        return;
      }
      json.skipChildren();
    }
    throw new IllegalStateException("the request has no " + name);
  }

  private static HttpExecuteResponse error(int status, String type, String message) {
    return response(
        status,
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("__type", type);
          json.writeStringField("message", message);
          json.writeEndObject();
        }));
  }

  private static HttpExecuteResponse response(int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    var checksum = new CRC32();
    checksum.update(body);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("x-amzn-RequestId", "INJECTED")
                .putHeader("x-amz-crc32", Long.toString(checksum.getValue()))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }
}
