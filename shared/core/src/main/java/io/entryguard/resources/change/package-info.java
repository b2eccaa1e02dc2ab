/** What happens to a resource after it was created: verification and deletion. */
@NullMarked
package io.entryguard.resources.change;

import org.jspecify.annotations.NullMarked;
