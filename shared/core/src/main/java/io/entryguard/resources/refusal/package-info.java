/** Errors that callers are told of: their codes, and the sentences of what a use case refuses. */
@NullMarked
package io.entryguard.resources.refusal;

import org.jspecify.annotations.NullMarked;
