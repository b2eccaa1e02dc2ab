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
 * Lambda's part between a queue and a function: receives messages, hands them over, deletes those
 * that are not reported. Those that are come back as soon as there are no others, rather than after
 * the queue's visibility timeout of three minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">How
 *     Lambda does it</a>
 */
final class EventSourceMapping {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The template's BatchSize, which is also the most that SQS gives at once. */
  private static final int BATCH_SIZE = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SqsClient sqs;
  private final String queueUrl;
  private final String queueArn;

  EventSourceMapping(Stack stack) {
    this.sqs = stack.sqs();
    this.queueUrl = stack.output("ProvisionQueueUrl");
    this.queueArn = stack.output("ProvisionQueueArn");
  }

  /**
   * A message that was handed over.
   *
   * @param receiveCount 1 at the first time
   * @param done whether the function did not report it
   */
  record Delivery(String body, int receiveCount, boolean done) {}

  /** What was handed over so far, and what the function logged. */
  record Work(List<Delivery> deliveries, List<String> log) {
    boolean isDone(String text) {
      return of(text).stream().anyMatch(Delivery::done);
    }

    /** Those whose message contains the text. */
    List<Delivery> of(String text) {
      return deliveries.stream().filter(delivery -> delivery.body().contains(text)).toList();
    }
  }

  /** Hands messages over until it is enough. */
  Work run(LoadedFunction function, Predicate<Work> enough) {
    var work = new Work(new ArrayList<>(), new ArrayList<>());
    List<Message> reported = new ArrayList<>();
    Instant end = Instant.now().plus(PATIENCE);
    while (!enough.test(work)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("After " + PATIENCE + " it was not enough: " + work);
      }
      List<Message> batch = receive(reported.isEmpty());
      if (batch.isEmpty()) {
        reported.forEach(this::giveBack);
        reported.clear();
      } else {
        reported.addAll(handOver(function, batch, work));
      }
    }
    reported.forEach(this::giveBack);
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

  private void giveBack(Message message) {
    sqs.changeMessageVisibility(request ->
        request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }

  /** Gives the messages that the function reported. */
  private List<Message> handOver(LoadedFunction function, List<Message> batch, Work work) {
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

  private static Set<String> failures(byte[] answer) {
    Set<String> ids = new HashSet<>();
    try {
      for (JsonNode failure : JSON.readTree(answer).path("batchItemFailures")) {
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
