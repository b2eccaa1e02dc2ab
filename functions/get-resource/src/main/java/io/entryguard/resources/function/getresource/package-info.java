/** The function behind {@code GET} and {@code HEAD /v1/resources/{id}}. */
@NullMarked
package io.entryguard.resources.function.getresource;

import org.jspecify.annotations.NullMarked;
