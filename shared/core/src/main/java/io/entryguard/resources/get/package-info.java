/** Showing one resource. */
@NullMarked
package io.entryguard.resources.get;

import org.jspecify.annotations.NullMarked;
