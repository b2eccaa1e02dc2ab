/** The function behind {@code POST /v1/resources/{id}/verify}. */
@NullMarked
package io.entryguard.resources.function.verifyresource;

import org.jspecify.annotations.NullMarked;
