package io.entryguard.resources.local.template;

import java.util.Set;

/** Which events a rule takes: those with one of the sources and one of the detail types. */
public record EventPattern(Set<String> sources, Set<String> detailTypes) {
  public EventPattern {
    sources = Set.copyOf(sources);
    detailTypes = Set.copyOf(detailTypes);
  }

  public boolean matches(String source, String detailType) {
    return sources.contains(source) && detailTypes.contains(detailType);
  }
}
