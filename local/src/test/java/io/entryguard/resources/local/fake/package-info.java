/** Fake functions that tests load like deployed ones. */
@NullMarked
package io.entryguard.resources.local.fake;

import org.jspecify.annotations.NullMarked;
