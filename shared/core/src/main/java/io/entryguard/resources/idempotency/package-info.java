/** Requests that may be sent again: their keys, and what is kept of their outcome. */
@NullMarked
package io.entryguard.resources.idempotency;

import org.jspecify.annotations.NullMarked;
