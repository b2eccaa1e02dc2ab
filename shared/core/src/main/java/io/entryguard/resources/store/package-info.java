/** What every store promises: deadlines, and how it says that it cannot answer now. */
@NullMarked
package io.entryguard.resources.store;

import org.jspecify.annotations.NullMarked;
