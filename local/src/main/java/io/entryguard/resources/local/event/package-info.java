/**
 * The local EventBridge and SQS: delivers posted events to a function and reports their outcomes.
 */
@NullMarked
package io.entryguard.resources.local.event;

import org.jspecify.annotations.NullMarked;
