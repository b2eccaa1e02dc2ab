/** The API on one machine: what starts it, what it is told and what it says. */
@NullMarked
package io.entryguard.resources.local;

import org.jspecify.annotations.NullMarked;
