/** The table's stream to the bus. */
@NullMarked
package io.entryguard.resources.stream;

import org.jspecify.annotations.NullMarked;
