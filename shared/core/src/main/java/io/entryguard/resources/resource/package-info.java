/** What a resource is: its id, its values and the rules they keep to. */
@NullMarked
package io.entryguard.resources.resource;

import org.jspecify.annotations.NullMarked;
