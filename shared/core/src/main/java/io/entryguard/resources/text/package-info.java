/** Rules for text, times and hashes. */
@NullMarked
package io.entryguard.resources.text;

import org.jspecify.annotations.NullMarked;
