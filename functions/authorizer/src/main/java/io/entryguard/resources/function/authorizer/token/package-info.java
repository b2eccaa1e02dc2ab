/** The verification of JSON Web Tokens: strict syntax first, then java-jwt. */
@NullMarked
package io.entryguard.resources.function.authorizer.token;

import org.jspecify.annotations.NullMarked;
