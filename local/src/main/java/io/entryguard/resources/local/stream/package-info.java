/** The local event source mapping of the table's stream: delivers its records to a function. */
@NullMarked
package io.entryguard.resources.local.stream;

import org.jspecify.annotations.NullMarked;
