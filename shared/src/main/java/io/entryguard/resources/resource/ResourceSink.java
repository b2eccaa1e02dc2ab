package io.entryguard.resources.resource;

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
