/**
 * What the service promises, held to it under concurrency and faults that DynamoDB Local never
 * makes.
 */
@NullMarked
package io.entryguard.resources.reliability;

import org.jspecify.annotations.NullMarked;
