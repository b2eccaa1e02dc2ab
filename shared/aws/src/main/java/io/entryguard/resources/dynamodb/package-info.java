/** The stores on one DynamoDB table. */
@NullMarked
package io.entryguard.resources.dynamodb;

import org.jspecify.annotations.NullMarked;
