/** What the texts keep to that others wrote. */
@NullMarked
package io.entryguard.resources.text;

import org.jspecify.annotations.NullMarked;
