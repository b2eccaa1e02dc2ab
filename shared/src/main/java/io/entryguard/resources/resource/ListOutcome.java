package io.entryguard.resources.resource;

import java.util.List;

/** How the wish to see an organization's resources ended. */
public sealed interface ListOutcome {
  /**
   * The list.
   *
   * @param resources all of them, oldest first
   */
  record Listed(List<NamedResource> resources) implements ListOutcome {
    public Listed {
      resources = List.copyOf(resources);
    }
  }

  /** The organization is unknown, deleted or suspended. */
  record OrganizationInactive() implements ListOutcome {}
}
