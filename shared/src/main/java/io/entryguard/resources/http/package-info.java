/** API Gateway's proxy events and the use cases; the only place that writes a status code. */
@NullMarked
package io.entryguard.resources.http;

import org.jspecify.annotations.NullMarked;
