/** What openapi.yaml promises, and every answer of the end-to-end tests held to it. */
@NullMarked
package io.entryguard.resources.local.contract;

import org.jspecify.annotations.NullMarked;
