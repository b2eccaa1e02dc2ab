/** Searches the output of all tests for secrets, as the last step of the build. */
@NullMarked
package io.entryguard.resources.local.leak;

import org.jspecify.annotations.NullMarked;
