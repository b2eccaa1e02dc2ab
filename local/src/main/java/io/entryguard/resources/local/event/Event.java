package io.entryguard.resources.local.event;

import java.util.Optional;

/**
 * An event for an event bus.
 *
 * @param bus the name or ARN of the bus, if the sender names one
 * @param json EventBridge's envelope, as delivered to a rule's target
 */
public record Event(
    String id, String source, String detailType, Optional<String> bus, String json) {}
