/** What happens to a resource after it was created, and what the rest of the product says of it. */
@NullMarked
package io.entryguard.resources.change;

import org.jspecify.annotations.NullMarked;
