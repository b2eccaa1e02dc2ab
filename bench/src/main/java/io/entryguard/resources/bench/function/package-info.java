/** What the functions are compared with. Each runs as a function of its own, in a zip's place. */
@NullMarked
package io.entryguard.resources.bench.function;

import org.jspecify.annotations.NullMarked;
