/** Asking for a verification of a resource, and waiting for it. */
@NullMarked
package io.entryguard.resources.verify;

import org.jspecify.annotations.NullMarked;
