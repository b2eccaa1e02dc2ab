/** The deployed stack as far as LocalStack has it: its own queues, bus and table, real clients. */
@NullMarked
package io.entryguard.resources.local.stack;

import org.jspecify.annotations.NullMarked;
