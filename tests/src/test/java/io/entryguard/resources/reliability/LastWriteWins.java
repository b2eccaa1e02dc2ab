package io.entryguard.resources.reliability;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.Samples;
import java.util.Optional;
import java.util.OptionalLong;

/** A store that is wrong on purpose: it writes and deletes whatever the revision is by then. */
record LastWriteWins(ResourceReader reader, ResourceChanges changes) implements ResourceChanges {
  @Override
  public boolean replace(
      OrganizationId organization,
      StoredResource before,
      StoredResource after,
      Optional<Credential> credential,
      Deadline deadline) {
    Optional<StoredResource> now = reader.find(organization, before.resource().id(), deadline);
    return now.isPresent()
        && changes.replace(
            organization,
            now.get(),
            Samples.atRevision(after, now.get().revision() + 1),
            credential,
            deadline);
  }

  @Override
  public RemoveOutcome remove(Removal removal, Deadline deadline) {
    return changes.remove(
        new Removal(
            removal.organization(), removal.resource(), OptionalLong.empty(), removal.isFinal()),
        deadline);
  }
}
