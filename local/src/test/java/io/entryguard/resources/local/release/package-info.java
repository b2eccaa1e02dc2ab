/** Checks of a release: its version, and the libraries in its zips. */
@NullMarked
package io.entryguard.resources.local.release;

import org.jspecify.annotations.NullMarked;
