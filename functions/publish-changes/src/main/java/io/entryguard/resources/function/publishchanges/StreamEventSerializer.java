package io.entryguard.resources.function.publishchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entryguard.resources.serialization.EventJson;
import io.entryguard.resources.serialization.StreamingSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the events of a table's stream and writes partial batch responses for the runtime, member
 * by member, and only those that are used here: of an item its new image, and of that the
 * attributes that are text, numbers or booleans.
 */
public final class StreamEventSerializer
    extends StreamingSerializer<DynamodbEvent, StreamsEventResponse> {
  /** The one that the runtime finds. */
  public StreamEventSerializer() {
    super(DynamodbEvent.class, StreamsEventResponse.class);
  }

  @Override
  protected DynamodbEvent read(JsonParser json) throws IOException {
    List<DynamodbStreamRecord> records = new ArrayList<>();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      if (name.equals("Records") && json.currentToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          records.add(readRecord(json));
        }
      } else {
        json.skipChildren();
      }
    }
    var event = new DynamodbEvent();
    event.setRecords(records);
    return event;
  }

  private static DynamodbStreamRecord readRecord(JsonParser json) throws IOException {
    var record = new DynamodbStreamRecord();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "eventName" -> record.setEventName(EventJson.text(json));
        case "dynamodb" -> record.setDynamodb(readChange(json));
        default -> json.skipChildren();
      }
    }
    return record;
  }

  private static StreamRecord readChange(JsonParser json) throws IOException {
    var change = new StreamRecord();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "SequenceNumber" -> change.setSequenceNumber(EventJson.text(json));
        case "NewImage" -> change.setNewImage(readImage(json));
        default -> json.skipChildren();
      }
    }
    return change;
  }

  private static Map<String, AttributeValue> readImage(JsonParser json) throws IOException {
    Map<String, AttributeValue> image = new LinkedHashMap<>();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      image.put(name, readAttribute(json));
    }
    return image;
  }

  private static AttributeValue readAttribute(JsonParser json) throws IOException {
    var attribute = new AttributeValue();
    for (String name = EventJson.firstMember(json);
        name != null;
        name = EventJson.nextMember(json)) {
      switch (name) {
        case "S" -> attribute.setS(EventJson.text(json));
        case "N" -> attribute.setN(EventJson.text(json));
        case "BOOL" -> attribute.setBOOL(EventJson.isTrue(json));
        default -> json.skipChildren();
      }
    }
    return attribute;
  }

  @Override
  protected void write(StreamsEventResponse response, JsonGenerator json) throws IOException {
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
