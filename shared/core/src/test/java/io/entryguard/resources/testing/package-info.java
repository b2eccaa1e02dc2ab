/** Fakes, contracts and samples for the tests of every module. */
@NullMarked
package io.entryguard.resources.testing;

import org.jspecify.annotations.NullMarked;
