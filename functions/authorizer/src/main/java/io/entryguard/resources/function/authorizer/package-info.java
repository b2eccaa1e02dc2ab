/** The Lambda authorizer, which authenticates callers. */
@NullMarked
package io.entryguard.resources.function.authorizer;

import org.jspecify.annotations.NullMarked;
