/** HTTP behind API Gateway: requests, responses, errors and filters. */
@NullMarked
package io.entryguard.resources.http;

import org.jspecify.annotations.NullMarked;
