/** The SLF4J provider: JSON lines, one object each. */
@NullMarked
package io.entryguard.resources.log;

import org.jspecify.annotations.NullMarked;
