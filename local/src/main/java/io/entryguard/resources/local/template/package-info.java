/** template.yaml as far as it says how the API behaves. */
@NullMarked
package io.entryguard.resources.local.template;

import org.jspecify.annotations.NullMarked;
