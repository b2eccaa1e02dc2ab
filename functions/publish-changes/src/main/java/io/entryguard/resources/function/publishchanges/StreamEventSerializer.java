package io.entryguard.resources.function.publishchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.entryguard.resources.serialization.DatabindSerializer;
import java.util.Map;

/**
 * Reads the events of a table's stream and writes partial batch responses for the runtime. An
 * attribute is read if it is text, a number or a boolean, the types of the items to publish.
 */
public final class StreamEventSerializer
    extends DatabindSerializer<DynamodbEvent, StreamsEventResponse> {
  /** The one that the runtime finds. */
  public StreamEventSerializer() {
    super(
        DynamodbEvent.class,
        StreamsEventResponse.class,
        Map.of(
            DynamodbStreamRecord.class, RecordMembers.class,
            StreamRecord.class, ChangeMembers.class,
            AttributeValue.class, AttributeMembers.class));
  }

  @JsonIncludeProperties({"eventName", "dynamodb"})
  private interface RecordMembers {}

  @JsonIncludeProperties({"sequenceNumber", "keys", "newImage"})
  private interface ChangeMembers {}

  @JsonIncludeProperties({"s", "n", "bool"})
  private interface AttributeMembers {}
}
