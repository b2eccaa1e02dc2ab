/** API Gateway's part: from an HTTP request to events, and from functions' answers to HTTP. */
@NullMarked
package io.entryguard.resources.local.gateway;

import org.jspecify.annotations.NullMarked;
