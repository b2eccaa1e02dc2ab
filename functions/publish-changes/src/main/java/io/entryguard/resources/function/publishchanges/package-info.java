/** The function behind the table's stream. */
@NullMarked
package io.entryguard.resources.function.publishchanges;

import org.jspecify.annotations.NullMarked;
