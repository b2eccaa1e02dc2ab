/** The API on one machine: command line, start and printed message. */
@NullMarked
package io.entryguard.resources.local;

import org.jspecify.annotations.NullMarked;
