/** The API reference in the browser: what it is made of, to be served as it is. */
@NullMarked
package io.entryguard.resources.local.reference;

import org.jspecify.annotations.NullMarked;
