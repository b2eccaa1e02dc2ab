/** The search for secrets in what all tests have printed, the last step of the build. */
@NullMarked
package io.entryguard.resources.local.leak;

import org.jspecify.annotations.NullMarked;
