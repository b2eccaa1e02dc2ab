package io.entryguard.resources.local.template;

/**
 * How events come in, as the template defines it: bus, rule, queue, function.
 *
 * @param bus the bus's name
 * @param queue the logical name of the queue that the rule sends to
 * @param function the logical name of the function that the queue's messages go to
 */
public record EventsDefinition(String bus, EventPattern pattern, String queue, String function) {
  /** The queue's ARN on this machine. */
  public String queueArn() {
    return "arn:aws:sqs:%s:%s:%s".formatted(LocalAws.REGION, LocalAws.ACCOUNT, queue);
  }
}
