/** The AWS services that the functions call, as far as they call them. */
@NullMarked
package io.entryguard.resources.local.service;

import org.jspecify.annotations.NullMarked;
