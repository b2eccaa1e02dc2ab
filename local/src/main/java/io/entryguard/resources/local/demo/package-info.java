/** What is there to try the API with: organizations, tokens, keys. */
@NullMarked
package io.entryguard.resources.local.demo;

import org.jspecify.annotations.NullMarked;
