package io.entryguard.resources.function.provision;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.entryguard.resources.serialization.DatabindSerializer;
import java.util.Map;

/** Reads SQS's events and writes partial batch responses for the runtime. */
public final class QueueEventSerializer extends DatabindSerializer<SQSEvent, SQSBatchResponse> {
  /** The one that the runtime finds. */
  public QueueEventSerializer() {
    super(SQSEvent.class, SQSBatchResponse.class, Map.of(SQSMessage.class, MessageMembers.class));
  }

  @JsonIncludeProperties({"messageId", "body", "attributes"})
  private interface MessageMembers {}
}
