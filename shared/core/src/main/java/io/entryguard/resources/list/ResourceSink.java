package io.entryguard.resources.list;

import io.entryguard.resources.resource.NamedResource;

/** Takes resources as they are read. */
@FunctionalInterface
public interface ResourceSink {
  /**
   * Takes the next one.
   *
   * @return whether it takes more; with false it need not be handed any more
   */
  boolean add(NamedResource resource);
}
