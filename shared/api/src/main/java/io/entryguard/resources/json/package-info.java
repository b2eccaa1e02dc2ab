/** JSON in and out: request bodies, resources, fingerprints. */
@NullMarked
package io.entryguard.resources.json;

import org.jspecify.annotations.NullMarked;
