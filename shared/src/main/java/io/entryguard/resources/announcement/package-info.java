/** What this service tells the rest of the product, and the port to whoever carries it there. */
@NullMarked
package io.entryguard.resources.announcement;

import org.jspecify.annotations.NullMarked;
