/** The items of the table: keys, attributes and their mapping. */
@NullMarked
package io.entryguard.resources.dynamodb.item;

import org.jspecify.annotations.NullMarked;
