/** Reliability under concurrency and injected faults. */
@NullMarked
package io.entryguard.resources.reliability;

import org.jspecify.annotations.NullMarked;
