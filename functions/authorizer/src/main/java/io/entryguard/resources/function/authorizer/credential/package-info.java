/** The token or the API key that a request presents, and why it may be refused. */
@NullMarked
package io.entryguard.resources.function.authorizer.credential;

import org.jspecify.annotations.NullMarked;
