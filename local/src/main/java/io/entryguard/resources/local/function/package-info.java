/** The local Lambda: loads functions from their zips, each in its own class loader. */
@NullMarked
package io.entryguard.resources.local.function;

import org.jspecify.annotations.NullMarked;
