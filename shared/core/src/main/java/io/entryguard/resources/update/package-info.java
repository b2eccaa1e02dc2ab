/** Changing a resource: what a caller may change, and under which conditions. */
@NullMarked
package io.entryguard.resources.update;

import org.jspecify.annotations.NullMarked;
