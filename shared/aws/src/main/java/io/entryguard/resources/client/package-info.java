/** Clients of AWS and the network they use, and their place in the graph. */
@NullMarked
package io.entryguard.resources.client;

import org.jspecify.annotations.NullMarked;
