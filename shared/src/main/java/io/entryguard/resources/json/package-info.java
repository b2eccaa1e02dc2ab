/** The JSON of the HTTP pages and the domain's values, each way, by streaming. */
@NullMarked
package io.entryguard.resources.json;

import org.jspecify.annotations.NullMarked;
