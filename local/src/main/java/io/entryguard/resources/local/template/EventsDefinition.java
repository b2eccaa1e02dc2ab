package io.entryguard.resources.local.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of incoming events as the template defines it: bus, rule, queue, function.
 *
 * @param bus the bus's name
 * @param sources the sources that the rule matches
 * @param queue the logical name of the queue that the rule sends to
 * @param function the logical name of the function that handles the queue's messages
 */
public record EventsDefinition(String bus, Set<String> sources, String queue, String function) {
  private static final Set<String> RULE =
      Set.of("Description", "EventBusName", "EventPattern", "Targets");
  private static final Set<String> MAPPING =
      Set.of(
          "BatchSize",
          "EventSourceArn",
          "FunctionName",
          "FunctionResponseTypes",
          "MaximumBatchingWindowInSeconds",
          "ScalingConfig");

  public EventsDefinition {
    sources = Set.copyOf(sources);
  }

  static EventsDefinition read(Section rule, Section mapping, Set<String> functions) {
    rule.withOnly(RULE);
    mapping.withOnly(MAPPING).withOnly("FunctionResponseTypes", "ReportBatchItemFailures");
    List<Section> targets = rule.get("Targets").items();
    if (targets.size() != 1) {
      throw rule.problem("there must be one target, not " + targets.size());
    }
    String queue =
        targets.getFirst().withOnly(Set.of("Arn", "DeadLetterConfig", "Id")).get("Arn").arnOwner();
    Section source = mapping.get("EventSourceArn");
    if (!source.arnOwner().equals(queue)) {
      throw source.problem("a source other than " + queue + " is not understood");
    }
    Set<String> sources = new LinkedHashSet<>();
    rule.get("EventPattern")
        .withOnly(Set.of("source"))
        .get("source")
        .items()
        .forEach(item -> sources.add(item.text()));
    return new EventsDefinition(
        rule.get("EventBusName").text(),
        sources,
        queue,
        mapping.get("FunctionName").functionName(functions));
  }

  /** The queue's ARN on this machine. */
  public String queueArn() {
    return "arn:aws:sqs:%s:%s:%s".formatted(LocalAws.REGION, LocalAws.ACCOUNT, queue);
  }
}
