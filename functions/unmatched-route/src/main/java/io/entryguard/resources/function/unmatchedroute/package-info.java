/** The function behind every route that no other function has. */
@NullMarked
package io.entryguard.resources.function.unmatchedroute;

import org.jspecify.annotations.NullMarked;
