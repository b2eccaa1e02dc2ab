/** Local AWS services with only the operations that the functions call. */
@NullMarked
package io.entryguard.resources.local.service;

import org.jspecify.annotations.NullMarked;
