package io.entryguard.resources.list;

import io.entryguard.resources.resource.NamedResource;

/** Receives resources as they are read. */
@FunctionalInterface
public interface ResourceSink {
  /**
   * Receives the next resource.
   *
   * @return whether it takes more; after false it need not be called again
   */
  boolean add(NamedResource resource);
}
