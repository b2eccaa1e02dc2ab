/** The function behind {@code GET} and {@code HEAD /v1/resources}. */
@NullMarked
package io.entryguard.resources.function.listresources;

import org.jspecify.annotations.NullMarked;
