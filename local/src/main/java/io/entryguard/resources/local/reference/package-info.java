/** The files of the API reference for browsers. */
@NullMarked
package io.entryguard.resources.local.reference;

import org.jspecify.annotations.NullMarked;
