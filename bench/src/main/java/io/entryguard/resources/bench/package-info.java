/**
 * How fast the functions are: their zips, in processes of their own, behind an emulated Lambda
 * Runtime API.
 */
@NullMarked
package io.entryguard.resources.bench;

import org.jspecify.annotations.NullMarked;
