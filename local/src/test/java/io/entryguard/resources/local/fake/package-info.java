/** Small functions that the tests load as if they were deployed. */
@NullMarked
package io.entryguard.resources.local.fake;

import org.jspecify.annotations.NullMarked;
