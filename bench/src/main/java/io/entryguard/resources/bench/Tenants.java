package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.organization.OrganizationId;
import java.util.UUID;

/** The organizations of a run, each known by the number of its resources. */
final class Tenants {
  /** Its resources are listed by the requests that are timed one by one. */
  static final int FEW = 3;

  private Tenants() {}

  /** Holds so many resources, and no request here changes it. */
  static OrganizationId holding(int resources) {
    return new OrganizationId(uuid("holding " + resources));
  }

  /** Gets resources from the creates that are timed. */
  static OrganizationId growing() {
    return new OrganizationId(uuid("growing"));
  }

  /** The credential of an organization. */
  static UUID credential(OrganizationId organization) {
    return uuid("credential of " + organization);
  }

  private static UUID uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }
}
