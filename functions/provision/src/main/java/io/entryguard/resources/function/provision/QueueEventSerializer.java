package io.entryguard.resources.function.provision;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entryguard.resources.serialization.EventJson;
import io.entryguard.resources.serialization.StreamingSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SQS's events and writes partial batch responses for the runtime, member by member, and only
 * those that are used here.
 */
public final class QueueEventSerializer extends StreamingSerializer<SQSEvent, SQSBatchResponse> {
  /** The one that the runtime finds. */
  public QueueEventSerializer() {
    super(SQSEvent.class, SQSBatchResponse.class);
  }

  @Override
  protected SQSEvent read(JsonParser json) throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      if (name.equals("Records") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          messages.add(readMessage(json));
        }
      } else {
        json.skipChildren();
      }
    }
    var event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static SQSMessage readMessage(JsonParser json) throws IOException {
    var message = new SQSMessage();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "messageId" -> message.setMessageId(EventJson.text(json));
        case "body" -> message.setBody(EventJson.text(json));
        case "attributes" -> message.setAttributes(EventJson.textMap(json));
        default -> json.skipChildren();
      }
    }
    return message;
  }

  @Override
  protected void write(SQSBatchResponse response, JsonGenerator json) throws IOException {
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
