/** Primes a function before Lambda takes its snapshot. */
@NullMarked
package io.entryguard.resources.snapstart;

import org.jspecify.annotations.NullMarked;
