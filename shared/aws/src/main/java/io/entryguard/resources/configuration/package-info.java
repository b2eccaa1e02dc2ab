/** A function's environment variables and settings. */
@NullMarked
package io.entryguard.resources.configuration;

import org.jspecify.annotations.NullMarked;
