/** Lambda's part for the table's stream: from its records to a function's batches. */
@NullMarked
package io.entryguard.resources.local.stream;

import org.jspecify.annotations.NullMarked;
