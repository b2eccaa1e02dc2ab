/** What failures have in common. */
@NullMarked
package io.entryguard.resources.failure;

import org.jspecify.annotations.NullMarked;
