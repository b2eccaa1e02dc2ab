package io.entryguard.resources.function.provision;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.entryguard.resources.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Messages as Lambda gets them from a queue. */
public final class Messages {
  private Messages() {}

  public static SQSMessage message(String id, String body, int receiveCount) {
    var message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(receiveCount)));
    return message;
  }

  public static SQSEvent batch(List<SQSMessage> messages) {
    var event = new SQSEvent();
    event.setRecords(new ArrayList<>(messages));
    return event;
  }

  /** Delivers bodies as the messages "0", "1", and so on; returns the ids of those that failed. */
  public static List<String> deliver(EventFunction function, List<String> bodies) {
    List<SQSMessage> messages = new ArrayList<>();
    bodies.forEach(body -> messages.add(message(Integer.toString(messages.size()), body, 1)));
    return failures(function.handle(batch(messages), new TestContext()));
  }

  public static List<String> failures(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }
}
