/** One log line for each request, with its metrics. */
@NullMarked
package io.entryguard.resources.requestlog;

import org.jspecify.annotations.NullMarked;
