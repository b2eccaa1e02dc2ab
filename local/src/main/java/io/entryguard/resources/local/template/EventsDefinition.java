package io.entryguard.resources.local.template;

import java.util.Set;

/**
 * How events come in, as the template defines it: bus, rule, queue, function.
 *
 * @param bus the bus's name
 * @param sources whose events the rule takes
 * @param queue the logical name of the queue that the rule sends to
 * @param function the logical name of the function that the queue's messages go to
 */
public record EventsDefinition(String bus, Set<String> sources, String queue, String function) {
  public EventsDefinition {
    sources = Set.copyOf(sources);
  }

  /** The queue's ARN on this machine. */
  public String queueArn() {
    return "arn:aws:sqs:%s:%s:%s".formatted(LocalAws.REGION, LocalAws.ACCOUNT, queue);
  }
}
