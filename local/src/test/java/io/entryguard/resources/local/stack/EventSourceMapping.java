package io.entryguard.resources.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.LocalAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Plays Lambda's event source mapping: receives messages, invokes the function, and deletes the
 * messages that it does not report as failed. Failed messages become visible as soon as there are
 * no others, rather than after the queue's visibility timeout of three minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">How
 *     Lambda does it</a>
 */
final class EventSourceMapping {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The template's BatchSize, which is also SQS's limit. */
  private static final int BATCH_SIZE = 10;

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final SqsClient sqs;
  private final String queueUrl;
  private final String queueArn;

  EventSourceMapping(Stack stack) {
    this.sqs = stack.sqs();
    this.queueUrl = stack.output("ProvisionQueueUrl");
    this.queueArn = stack.output("ProvisionQueueArn");
  }

  /**
   * A delivered message.
   *
   * @param receiveCount 1 for the first delivery
   * @param done whether the function handled it
   */
  record Delivery(String body, int receiveCount, boolean done) {}

  /** The deliveries so far and the function's log. */
  record Work(List<Delivery> deliveries, List<String> log) {
    boolean isDone(String text) {
      return of(text).stream().anyMatch(Delivery::done);
    }

    /** Returns the deliveries whose message contains the text. */
    List<Delivery> of(String text) {
      return deliveries.stream().filter(delivery -> delivery.body().contains(text)).toList();
    }
  }

  /** Delivers messages until the condition holds. */
  Work run(LoadedFunction function, Predicate<Work> enough) {
    var work = new Work(new ArrayList<>(), new ArrayList<>());
    List<Message> reported = new ArrayList<>();
    Instant end = Instant.now().plus(TIMEOUT);
    while (!enough.test(work)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Not done after " + TIMEOUT + ": " + work);
      }
      List<Message> batch = receive(reported.isEmpty());
      if (batch.isEmpty()) {
        reported.forEach(this::makeVisible);
        reported.clear();
      } else {
        reported.addAll(deliver(function, batch, work));
      }
    }
    reported.forEach(this::makeVisible);
    return work;
  }

  private List<Message> receive(boolean wait) {
    return sqs.receiveMessage(request ->
            request
                .queueUrl(queueUrl)
                .maxNumberOfMessages(BATCH_SIZE)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .waitTimeSeconds(wait ? 1 : 0))
        .messages();
  }

  private void makeVisible(Message message) {
    sqs.changeMessageVisibility(request ->
        request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }

  /** Delivers a batch and returns the messages that the function reported as failed. */
  private List<Message> deliver(LoadedFunction function, List<Message> batch, Work work) {
    FunctionOutput.Recorded<byte[]> call =
        FunctionOutput.record(
            () -> function.invoke(event(batch).toString().getBytes(UTF_8), "request"));
    work.log().addAll(call.lines());
    Set<String> failures = failures(call.result());
    List<Message> reported = new ArrayList<>();
    for (Message message : batch) {
      boolean done = !failures.contains(message.messageId());
      work.deliveries().add(new Delivery(message.body(), receiveCount(message), done));
      if (done) {
        sqs.deleteMessage(
            request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      } else {
        reported.add(message);
      }
    }
    return reported;
  }

  private static int receiveCount(Message message) {
    return Integer.parseInt(
        message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
  }

  private static Set<String> failures(byte[] response) {
    Set<String> ids = new HashSet<>();
    try {
      for (JsonNode failure : JSON.readTree(response).path("batchItemFailures")) {
        ids.add(failure.path("itemIdentifier").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  private ObjectNode event(List<Message> batch) {
    ObjectNode event = JSON.createObjectNode();
    var records = event.putArray("Records");
    for (Message message : batch) {
      ObjectNode record = records.addObject();
      record.put("messageId", message.messageId());
      record.put("receiptHandle", message.receiptHandle());
      record.put("body", message.body());
      ObjectNode attributes = record.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      record.putObject("messageAttributes");
      record.put("md5OfBody", message.md5OfBody());
      record.put("eventSource", "aws:sqs");
      record.put("eventSourceARN", queueArn);
      record.put("awsRegion", LocalAws.REGION);
    }
    return event;
  }
}
