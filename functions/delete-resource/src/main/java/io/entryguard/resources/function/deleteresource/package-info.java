/** The function behind {@code DELETE /v1/resources/{id}}. */
@NullMarked
package io.entryguard.resources.function.deleteresource;

import org.jspecify.annotations.NullMarked;
