/** Tokens: the keyring, and the verification of JSON Web Tokens against it. */
@NullMarked
package io.entryguard.resources.function.authorizer.token;

import org.jspecify.annotations.NullMarked;
