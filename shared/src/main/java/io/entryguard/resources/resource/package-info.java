/** The domain's centre: resources, and the use cases that create and list them. */
@NullMarked
package io.entryguard.resources.resource;

import org.jspecify.annotations.NullMarked;
