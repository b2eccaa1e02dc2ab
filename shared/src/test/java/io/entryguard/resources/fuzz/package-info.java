/** Inputs that a fuzzer makes of the samples. */
@NullMarked
package io.entryguard.resources.fuzz;

import org.jspecify.annotations.NullMarked;
