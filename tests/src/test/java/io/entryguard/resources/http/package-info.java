/** Filters over every operation. */
@NullMarked
package io.entryguard.resources.http;

import org.jspecify.annotations.NullMarked;
