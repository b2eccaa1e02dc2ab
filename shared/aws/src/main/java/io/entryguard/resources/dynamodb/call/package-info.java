/** Calls of DynamoDB: retries, deadlines and transactions. */
@NullMarked
package io.entryguard.resources.dynamodb.call;

import org.jspecify.annotations.NullMarked;
