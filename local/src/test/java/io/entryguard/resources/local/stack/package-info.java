/** Tests of the stack on LocalStack: its own queues, bus and table, with real clients. */
@NullMarked
package io.entryguard.resources.local.stack;

import org.jspecify.annotations.NullMarked;
