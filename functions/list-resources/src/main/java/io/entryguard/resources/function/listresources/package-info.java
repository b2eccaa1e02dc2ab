/** The function behind {@code GET /v1/resources}. */
@NullMarked
package io.entryguard.resources.function.listresources;

import org.jspecify.annotations.NullMarked;
