package io.entryguard.resources.local.stack;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Where messages are that could not be handled, for whoever looks after them. */
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

  /** Whether a message with that text is in it. */
  boolean has(String text) {
    return messages().stream().anyMatch(message -> message.body().contains(text));
  }

  /** Throws away all that is in it. */
  void clear() {
    List<Message> messages = messages();
    while (!messages.isEmpty()) {
      messages.forEach(message ->
          sqs.deleteMessage(
              request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
      messages = messages();
    }
  }

  /** Sends all that is in it again, as docs/operate says. */
  void redrive() {
    sqs.startMessageMoveTask(request -> request.sourceArn(arn).destinationArn(sourceArn));
  }

  /** Up to ten, which stay visible to others. */
  private List<Message> messages() {
    return sqs.receiveMessage(
            request -> request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
        .messages();
  }
}
