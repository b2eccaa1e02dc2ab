/** The SLF4J provider: one JSON object a line. */
@NullMarked
package io.entryguard.resources.log;

import org.jspecify.annotations.NullMarked;
