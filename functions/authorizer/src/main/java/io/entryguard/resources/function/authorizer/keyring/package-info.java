/** The keys with which tokens are verified: read strictly, and refreshed from Secrets Manager. */
@NullMarked
package io.entryguard.resources.function.authorizer.keyring;

import org.jspecify.annotations.NullMarked;
