/** The demo data: organizations, tokens, keys. */
@NullMarked
package io.entryguard.resources.local.demo;

import org.jspecify.annotations.NullMarked;
