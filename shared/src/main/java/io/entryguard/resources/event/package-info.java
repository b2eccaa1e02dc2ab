/** EventBridge's events, as SQS hands them on, and the use cases. */
@NullMarked
package io.entryguard.resources.event;

import org.jspecify.annotations.NullMarked;
