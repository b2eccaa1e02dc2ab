package io.entryguard.resources.lambda;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SQS's events and writes partial batch responses for the runtime, member by member, and only
 * those that are used here.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public final class QueueEventSerializer implements CustomPojoSerializer {
  private final CustomPojoSerializer serializer =
      new StreamingSerializer<>(
          SQSEvent.class,
          SQSBatchResponse.class,
          QueueEventSerializer::readEvent,
          QueueEventSerializer::write);

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

  private static SQSEvent readEvent(JsonParser json) throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    EventJson.forEachMember(
        json,
        name -> {
          if (name.equals("Records") && json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              messages.add(readMessage(json));
            }
          } else {
            json.skipChildren();
          }
        });
    var event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static SQSMessage readMessage(JsonParser json) throws IOException {
    var message = new SQSMessage();
    EventJson.forEachMember(
        json,
        name -> {
          switch (name) {
            case "messageId" -> message.setMessageId(EventJson.text(json));
            case "body" -> message.setBody(EventJson.text(json));
            case "attributes" -> message.setAttributes(EventJson.textMap(json));
            default -> json.skipChildren();
          }
        });
    return message;
  }

  private static void write(SQSBatchResponse response, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("batchItemFailures");
    for (BatchItemFailure failure : response.getBatchItemFailures()) {
      json.writeStartObject();
      json.writeStringField("itemIdentifier", failure.getItemIdentifier());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
