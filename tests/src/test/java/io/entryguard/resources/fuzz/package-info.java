/** Parsers under a fuzzer. */
@NullMarked
package io.entryguard.resources.fuzz;

import org.jspecify.annotations.NullMarked;
