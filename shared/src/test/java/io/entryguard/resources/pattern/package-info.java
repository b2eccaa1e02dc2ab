/** What regular expressions cost. */
@NullMarked
package io.entryguard.resources.pattern;

import org.jspecify.annotations.NullMarked;
