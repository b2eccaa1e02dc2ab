/** The API as its callers see it: requests over HTTP, and responses. */
@NullMarked
package io.entryguard.resources.local.endtoend;

import org.jspecify.annotations.NullMarked;
