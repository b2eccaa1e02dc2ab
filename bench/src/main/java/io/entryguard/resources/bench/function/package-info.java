/** The handlers with which the functions are compared. Each runs as a function of its own. */
@NullMarked
package io.entryguard.resources.bench.function;

import org.jspecify.annotations.NullMarked;
