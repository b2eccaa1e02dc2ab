package io.entryguard.resources.organization;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A customer of the product.
 *
 * @param maxResources the limit agreed with this organization alone; empty where its tier's limit
 *     holds
 * @param resourceCount how many resources it holds now; only creating and deleting a resource
 *     changes it
 * @param deleted a deleted organization counts as unknown; it is kept so that nothing older brings
 *     it back
 * @param version grows with every change; an older one never replaces a newer one
 */
public record Organization(
    OrganizationId id,
    String name,
    Tier tier,
    OrganizationStatus status,
    OptionalInt maxResources,
    int resourceCount,
    boolean deleted,
    long version) {
  public Organization {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(tier, "tier is null");
    requireNonNull(status, "status is null");
    requireNonNull(maxResources, "maxResources is null");
    if (maxResources.isPresent() && maxResources.getAsInt() < 0) {
      throw new IllegalArgumentException("maxResources is negative");
    }
    if (resourceCount < 0) {
      throw new IllegalArgumentException("resourceCount is negative");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version is not positive");
    }
  }

  /** Whether its callers are let in. */
  public boolean isActive() {
    return !deleted && status == OrganizationStatus.ACTIVE;
  }

  /**
   * How many resources this organization may hold; empty where there is no limit.
   *
   * @param freeLimit what the Free tier allows
   */
  public OptionalInt limit(int freeLimit) {
    if (maxResources.isPresent()) {
      return maxResources;
    }
    return switch (tier) {
      case FREE -> OptionalInt.of(freeLimit);
      case PAID -> OptionalInt.empty();
    };
  }
}
