package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.stack.EventSourceMapping.Work;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The service's events on the stack's bus, as another service receives them. */
@OnLocalStack
class PublishingOnLocalStackTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENER = "listener";
  private static final int MAX_RECEIVES = 60;

  private final Stack stack;
  private String listenerUrl = "";

  PublishingOnLocalStackTest(Stack stack) {
    this.stack = stack;
  }

  /** Creates a rule and a queue like another service's. */
  @BeforeEach
  void listen() {
    listenerUrl = stack.sqs().createQueue(request -> request.queueName(LISTENER)).queueUrl();
    String arn =
        Objects.requireNonNull(
            stack
                .sqs()
                .getQueueAttributes(request ->
                    request.queueUrl(listenerUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN));
    String bus = stack.output("EventBusName");
    stack
        .eventBridge()
        .putRule(request ->
            request
                .eventBusName(bus)
                .name(LISTENER)
                .eventPattern("{\"source\":[\"entryguard.resources\"]}"));
    stack
        .eventBridge()
        .putTargets(request ->
            request
                .eventBusName(bus)
                .rule(LISTENER)
                .targets(Target.builder().id(LISTENER).arn(arn).build()));
  }

  @Test
  void deliversToOthersButNotToThisService() throws IOException {
    LoadedFunction publish = stack.function("PublishChangesFunction");
    for (String sample :
        List.of(
            "publish-resource-created", "publish-request-completed", "publish-request-refused")) {
      byte[] batch =
          Files.readAllBytes(RepositoryTemplate.HOME.resolve("events/" + sample + ".json"));
      assertThat(JSON.readTree(publish.invoke(batch, "request")).path("batchItemFailures"))
          .isEmpty();
    }
    Bus bus = new Bus(stack);
    List<String> after =
        bus.put(
            List.of(
                bus.event(
                    "OrganizationChanged",
                    """
                    {"organizationId":"%s","name":"Later","tier":"FREE","status":"ACTIVE",
                     "version":1}\
                    """
                        .formatted(UUID.randomUUID()))));

    Work heardHere =
        new EventSourceMapping(stack)
            .run(stack.function("ProvisionFunction"), soFar -> soFar.isDone(after.getFirst()));

    assertThat(receivedEvents())
        .containsOnlyKeys("ResourceCreated", "ResourceRequestCompleted", "ResourceRequestRefused")
        .allSatisfy((type, event) -> assertThat(event.path("detail")).isNotEmpty());
    assertThat(heardHere.of("entryguard.resources")).isEmpty();
  }

  /** Waits for as many events as were published and returns them by type. */
  private Map<String, JsonNode> receivedEvents() throws IOException {
    Map<String, JsonNode> heard = new HashMap<>();
    for (int receive = 0; heard.size() < 3 && receive < MAX_RECEIVES; receive++) {
      List<Message> messages =
          stack
              .sqs()
              .receiveMessage(request ->
                  request.queueUrl(listenerUrl).maxNumberOfMessages(10).waitTimeSeconds(1))
              .messages();
      for (Message message : messages) {
        JsonNode event = JSON.readTree(message.body());
        heard.put(event.path("detail-type").asText(), event);
      }
    }
    return heard;
  }
}
