package io.entryguard.resources.resource;

/** How callers are shown a resource. */
@FunctionalInterface
public interface ResourceRepresentation {
  String of(NamedResource resource);
}
