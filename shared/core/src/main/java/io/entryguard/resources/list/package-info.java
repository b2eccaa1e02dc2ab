/** Listing resources: all of them, or page by page. */
@NullMarked
package io.entryguard.resources.list;

import org.jspecify.annotations.NullMarked;
