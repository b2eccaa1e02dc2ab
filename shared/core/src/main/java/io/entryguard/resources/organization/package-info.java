/** Organizations and their credentials, as the rest of the product tells of them. */
@NullMarked
package io.entryguard.resources.organization;

import org.jspecify.annotations.NullMarked;
