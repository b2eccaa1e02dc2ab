/** The Lambda authorizer: finds out who is calling. */
@NullMarked
package io.entryguard.resources.function.authorizer;

import org.jspecify.annotations.NullMarked;
