/** Events converge in any order. */
@NullMarked
package io.entryguard.resources.convergence;

import org.jspecify.annotations.NullMarked;
