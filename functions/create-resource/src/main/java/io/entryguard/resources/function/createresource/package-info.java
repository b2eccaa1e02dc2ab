/** The function behind {@code POST /v1/resources}. */
@NullMarked
package io.entryguard.resources.function.createresource;

import org.jspecify.annotations.NullMarked;
