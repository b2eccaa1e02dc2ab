/**
 * EventBridge's and SQS's part: from posted events to messages, and from a function's answer to
 * what became of each.
 */
@NullMarked
package io.entryguard.resources.local.event;

import org.jspecify.annotations.NullMarked;
