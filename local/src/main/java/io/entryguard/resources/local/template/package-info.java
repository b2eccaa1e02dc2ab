/** Reads the parts of template.yaml that define the API's behaviour. */
@NullMarked
package io.entryguard.resources.local.template;

import org.jspecify.annotations.NullMarked;
