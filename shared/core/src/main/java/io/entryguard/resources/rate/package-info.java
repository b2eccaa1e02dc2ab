/** How many requests an organization may send. */
@NullMarked
package io.entryguard.resources.rate;

import org.jspecify.annotations.NullMarked;
