package io.entryguard.resources.local.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the way that events take: bus, rule, queue, function. */
final class EventsReader {
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

  private EventsReader() {}

  static EventsDefinition read(Section rule, Section mapping) {
    rule.withOnly(RULE);
    mapping.withOnly(MAPPING);
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
    List<Section> responses = mapping.get("FunctionResponseTypes").items();
    if (responses.size() != 1 || !responses.getFirst().text().equals("ReportBatchItemFailures")) {
      throw mapping.problem(
          "FunctionResponseTypes other than ReportBatchItemFailures are not understood");
    }
    Section pattern = rule.get("EventPattern").withOnly(Set.of("source"));
    return new EventsDefinition(
        rule.get("EventBusName").text(),
        texts(pattern.get("source")),
        queue,
        mapping.get("FunctionName").functionName());
  }

  private static Set<String> texts(Section list) {
    Set<String> texts = new LinkedHashSet<>();
    list.items().forEach(item -> texts.add(item.text()));
    return texts;
  }
}
