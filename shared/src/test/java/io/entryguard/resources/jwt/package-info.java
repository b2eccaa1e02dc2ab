@NullMarked
package io.entryguard.resources.jwt;

import org.jspecify.annotations.NullMarked;
