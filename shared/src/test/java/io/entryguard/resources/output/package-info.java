/** What tests print. */
@NullMarked
package io.entryguard.resources.output;

import org.jspecify.annotations.NullMarked;
