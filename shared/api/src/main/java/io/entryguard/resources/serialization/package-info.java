/** Reads and writes the events of API Gateway for the Lambda runtime. */
@NullMarked
package io.entryguard.resources.serialization;

import org.jspecify.annotations.NullMarked;
