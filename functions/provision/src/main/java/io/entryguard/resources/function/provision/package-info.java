/** The function behind the queue of the product's events. */
@NullMarked
package io.entryguard.resources.function.provision;

import org.jspecify.annotations.NullMarked;
