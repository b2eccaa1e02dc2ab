/** What this service tells others, as EventBridge's events. */
@NullMarked
package io.entryguard.resources.eventbridge;

import org.jspecify.annotations.NullMarked;
