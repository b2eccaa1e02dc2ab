/** Checks every response of the end-to-end tests against openapi.yaml. */
@NullMarked
package io.entryguard.resources.local.contract;

import org.jspecify.annotations.NullMarked;
