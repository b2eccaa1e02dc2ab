package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

/** A resource as callers see it: with the name that its credential has now. */
public record NamedResource(Resource resource, String credentialName) {
  public NamedResource {
    requireNonNull(resource, "resource is null");
    requireNonNull(credentialName, "credentialName is null");
  }
}
