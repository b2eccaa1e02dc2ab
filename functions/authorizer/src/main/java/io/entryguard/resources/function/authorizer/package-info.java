/** The function that API Gateway asks who is calling. */
@NullMarked
package io.entryguard.resources.function.authorizer;

import org.jspecify.annotations.NullMarked;
