/** Regular expressions must not backtrack. */
@NullMarked
package io.entryguard.resources.pattern;

import org.jspecify.annotations.NullMarked;
