/** Work is bounded by what a request may send. */
@NullMarked
package io.entryguard.resources.json;

import org.jspecify.annotations.NullMarked;
