/** Compares each organization's counter with the resources that it counts: {@code ./audit}. */
@NullMarked
package io.entryguard.resources.local.audit;

import org.jspecify.annotations.NullMarked;
