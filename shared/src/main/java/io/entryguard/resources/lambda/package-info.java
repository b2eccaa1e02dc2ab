/** What starts a function: its environment, its clients and its place in Dagger's graph. */
@NullMarked
package io.entryguard.resources.lambda;

import org.jspecify.annotations.NullMarked;
