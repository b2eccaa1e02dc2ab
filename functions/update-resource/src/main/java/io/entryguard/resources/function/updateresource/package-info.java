/** The function behind {@code PATCH /v1/resources/{id}}. */
@NullMarked
package io.entryguard.resources.function.updateresource;

import org.jspecify.annotations.NullMarked;
