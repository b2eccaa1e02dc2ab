/**
 * The benchmark of the functions: runs their zips in separate processes behind an emulated Lambda
 * Runtime API.
 */
@NullMarked
package io.entryguard.resources.bench;

import org.jspecify.annotations.NullMarked;
