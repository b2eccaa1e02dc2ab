/** Lambda's part: functions loaded from their zips, each in a class loader of its own. */
@NullMarked
package io.entryguard.resources.local.function;

import org.jspecify.annotations.NullMarked;
