package io.entryguard.resources.local.event;

import java.util.Optional;

/**
 * An event on its way to a bus.
 *
 * @param bus the name or ARN of the bus, where the sender names one
 * @param json EventBridge's envelope, as rules' targets get it
 */
public record Event(
    String id, String source, String detailType, Optional<String> bus, String json) {}
