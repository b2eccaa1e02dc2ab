/** Many requests at once to a {@code ./start} that runs: {@code .ci/try-load}. */
@NullMarked
package io.entryguard.resources.local.load;

import org.jspecify.annotations.NullMarked;
