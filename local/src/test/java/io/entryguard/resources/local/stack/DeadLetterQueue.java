package io.entryguard.resources.local.stack;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The stack's dead-letter queue. */
final class DeadLetterQueue {
  private final SqsClient sqs;
  private final String url;
  private final String arn;
  private final String sourceArn;

  DeadLetterQueue(Stack stack) {
    this.sqs = stack.sqs();
    this.url = stack.output("ProvisionDeadLetterQueueUrl");
    this.arn = stack.output("ProvisionDeadLetterQueueArn");
    this.sourceArn = stack.output("ProvisionQueueArn");
  }

  /** Whether a message contains the text. */
  boolean has(String text) {
    return messages().stream().anyMatch(message -> message.body().contains(text));
  }

  /** Deletes all messages. */
  void clear() {
    List<Message> messages = messages();
    while (!messages.isEmpty()) {
      messages.forEach(message ->
          sqs.deleteMessage(
              request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
      messages = messages();
    }
  }

  /** Redrives all messages, as described in docs/operate. */
  void redrive() {
    sqs.startMessageMoveTask(request -> request.sourceArn(arn).destinationArn(sourceArn));
  }

  /** Returns up to ten messages, which stay visible. */
  private List<Message> messages() {
    return sqs.receiveMessage(
            request -> request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
        .messages();
  }
}
