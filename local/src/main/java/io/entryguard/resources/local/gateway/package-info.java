/** The local API Gateway: translates HTTP requests to events, and responses to HTTP. */
@NullMarked
package io.entryguard.resources.local.gateway;

import org.jspecify.annotations.NullMarked;
