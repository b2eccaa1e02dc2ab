/** Deleting a resource. */
@NullMarked
package io.entryguard.resources.delete;

import org.jspecify.annotations.NullMarked;
