/** Creating a resource, over HTTP and by event. */
@NullMarked
package io.entryguard.resources.create;

import org.jspecify.annotations.NullMarked;
