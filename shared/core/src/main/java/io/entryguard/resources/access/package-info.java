/** API keys, callers and what they may do. */
@NullMarked
package io.entryguard.resources.access;

import org.jspecify.annotations.NullMarked;
