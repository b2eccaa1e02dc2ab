/** The load test of a running {@code ./start}: {@code .ci/try-load}. */
@NullMarked
package io.entryguard.resources.local.load;

import org.jspecify.annotations.NullMarked;
