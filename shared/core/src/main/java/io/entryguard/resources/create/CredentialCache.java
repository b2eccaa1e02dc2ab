package io.entryguard.resources.create;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials of the last creates of this process, as they were then. Nothing here is known to
 * be still so: it is a guess, for the store to check.
 */
public final class CredentialCache {
  /** Far more than come by between two changes of a credential, and some 300 KB at most. */
  private static final int MAX_SIZE = 1_000;

  private final Map<Key, Credential> credentials = new LeastRecentlyUsed();

  public synchronized Optional<Credential> find(OrganizationId organization, CredentialId id) {
    return Optional.ofNullable(credentials.get(new Key(organization, id)));
  }

  public synchronized void remember(Credential credential) {
    credentials.put(new Key(credential.organization(), credential.id()), credential);
  }

  public synchronized void forget(Credential credential) {
    credentials.remove(new Key(credential.organization(), credential.id()));
  }

  private record Key(OrganizationId organization, CredentialId id) {}

  private static final class LeastRecentlyUsed extends LinkedHashMap<Key, Credential> {
    private static final long serialVersionUID = 1L;

    LeastRecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Credential> eldest) {
      return size() > MAX_SIZE;
    }
  }
}
