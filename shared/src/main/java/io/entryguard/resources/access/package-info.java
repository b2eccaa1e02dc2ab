/** Who is calling, and what the caller may do. */
@NullMarked
package io.entryguard.resources.access;

import org.jspecify.annotations.NullMarked;
