@NullMarked
package io.entryguard.resources.access;

import org.jspecify.annotations.NullMarked;
