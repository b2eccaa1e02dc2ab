/** What the commands {@code ./start}, {@code ./audit} and {@code bench/run} have in common. */
@NullMarked
package io.entryguard.resources.local.command;

import org.jspecify.annotations.NullMarked;
