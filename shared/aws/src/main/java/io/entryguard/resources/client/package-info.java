/** AWS clients, the network that they use, and their Dagger modules. */
@NullMarked
package io.entryguard.resources.client;

import org.jspecify.annotations.NullMarked;
