/** Organizations and their cloud credentials, as far as resources depend on them. */
@NullMarked
package io.entryguard.resources.account;

import org.jspecify.annotations.NullMarked;
