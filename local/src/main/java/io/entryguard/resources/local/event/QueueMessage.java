package io.entryguard.resources.local.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.template.LocalAws;
import java.time.Instant;

/**
 * A message that is received for the first time, as Lambda hands it to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the SQS event</a>
 */
record QueueMessage(String id, String body, String queueArn, Instant sent) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The event that has this message alone. */
  byte[] event() {
    ObjectNode event = JSON.createObjectNode();
    ObjectNode message = event.putArray("Records").addObject();
    message.put("messageId", id);
    message.put("receiptHandle", id);
    message.put("body", body);
    String millis = Long.toString(sent.toEpochMilli());
    message
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", millis)
        .put("SenderId", LocalAws.ACCOUNT)
        .put("ApproximateFirstReceiveTimestamp", millis);
    message.putObject("messageAttributes");
    message.put("eventSource", "aws:sqs");
    message.put("eventSourceARN", queueArn);
    message.put("awsRegion", LocalAws.REGION);
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
