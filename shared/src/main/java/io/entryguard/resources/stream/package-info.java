/** The table's stream, as Lambda hands it on, and what is announced of it. */
@NullMarked
package io.entryguard.resources.stream;

import org.jspecify.annotations.NullMarked;
