package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource with everything that its changes depend on. Each change makes the next revision, with
 * its own event to publish or with none.
 *
 * @param resource as callers see it
 * @param revision how often it was written since it was created
 * @param disabled whether a caller has switched it off, which no verification undoes
 * @param unverifiedSince when what verifications are about has changed, to the second; empty once a
 *     newer verification was made since
 * @param newest the verification of the highest version; empty until the first
 * @param requested the last request for a verification; empty where what it was about has changed
 * @param pendingEvent what the last write publishes
 */
public record StoredResource(
    Resource resource,
    long revision,
    boolean disabled,
    Optional<Instant> unverifiedSince,
    Optional<Verification> newest,
    ActiveSessions sessions,
    Optional<VerificationRequest> requested,
    Optional<PendingEvent> pendingEvent) {
  public StoredResource {
    requireNonNull(resource, "resource is null");
    requireNonNull(unverifiedSince, "unverifiedSince is null");
    requireNonNull(newest, "newest is null");
    requireNonNull(sessions, "sessions is null");
    requireNonNull(requested, "requested is null");
    requireNonNull(pendingEvent, "pendingEvent is null");
    if (revision < 0) {
      throw new IllegalArgumentException("revision is negative");
    }
  }

  /** A resource that was created a moment ago. */
  public static StoredResource created(Resource resource) {
    return new StoredResource(
        resource,
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        ActiveSessions.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether nobody has verified what the resource is about since it was changed. */
  public boolean unverified() {
    return unverifiedSince.isPresent();
  }

  /** Of the newest verification; 0 until the first. */
  public long verificationVersion() {
    return newest.map(Verification::version).orElse(0L);
  }

  /** Whether the newest verification is of the same version and says something else. */
  public boolean contradicts(Verification verification) {
    return newest
        .filter(known -> known.version() == verification.version())
        .filter(known -> !known.equals(verification))
        .isPresent();
  }

  /** Whether the verification says something that is not known. */
  public boolean learnsFrom(Verification verification) {
    return verification.version() > verificationVersion()
        || !latestSuccess(verification).equals(resource.lastVerifiedAt())
        || verification.verifiedAt().isAfter(resource.updatedAt());
  }

  /**
   * Applies the verification. Each attribute only ever goes up, in version or in time, so that the
   * same verifications lead to the same state in whatever order they come. One that was made before
   * the resource's target was changed, and comes after, tells nothing about the new target.
   */
  public StoredResource with(Verification verification) {
    boolean isNewer = verification.version() > verificationVersion();
    return next(
        resource.spec(),
        latestSuccess(verification),
        later(resource.updatedAt(), verification.verifiedAt()),
        disabled,
        unverifiedSince.filter(change -> !isNewer || verification.verifiedAt().isBefore(change)),
        isNewer ? Optional.of(verification) : newest,
        sessions,
        requested,
        Optional.empty());
  }

  private Optional<Instant> latestSuccess(Verification verification) {
    return verification.succeeded()
        ? Optional.of(
            later(resource.lastVerifiedAt().orElse(Instant.MIN), verification.verifiedAt()))
        : resource.lastVerifiedAt();
  }

  /** Sets the number of sessions that use it. */
  public StoredResource with(ActiveSessions now) {
    return next(
        resource.spec(),
        resource.lastVerifiedAt(),
        resource.updatedAt(),
        disabled,
        unverifiedSince,
        newest,
        now,
        requested,
        Optional.empty());
  }

  /** Records a request for a verification, with its event. */
  public StoredResource with(Instant requestedAt, PendingEvent.VerificationRequested announced) {
    return next(
        resource.spec(),
        resource.lastVerifiedAt(),
        resource.updatedAt(),
        disabled,
        unverifiedSince,
        newest,
        sessions,
        Optional.of(new VerificationRequest(requestedAt, verificationVersion())),
        Optional.of(announced));
  }

  /**
   * Applies a caller's change, with its event. With another identifier, credential or region the
   * resource is unverified: active again at the next success.
   */
  public StoredResource with(
      ResourceSpec spec, boolean nowDisabled, Instant now, PendingEvent.Updated announced) {
    boolean isOther = !isSameTarget(resource.spec(), spec);
    return next(
        spec,
        resource.lastVerifiedAt(),
        later(resource.updatedAt(), now),
        nowDisabled,
        isOther ? Optional.of(now.truncatedTo(ChronoUnit.SECONDS)) : unverifiedSince,
        newest,
        sessions,
        isOther ? Optional.empty() : requested,
        Optional.of(announced));
  }

  /** Whether a verification of the one holds for the other. */
  private static boolean isSameTarget(ResourceSpec one, ResourceSpec other) {
    return one.identifier().equals(other.identifier())
        && one.credentialId().equals(other.credentialId())
        && one.region().equals(other.region());
  }

  /** The members that differ, by the names that callers know, in alphabetical order. */
  public List<String> changedMembers(ResourceSpec spec, boolean nowDisabled) {
    ResourceSpec known = resource.spec();
    List<String> members = new ArrayList<>();
    addIf(members, "config", !known.config().equals(spec.config()));
    addIf(members, "credentialId", !known.credentialId().equals(spec.credentialId()));
    addIf(members, "isActive", disabled != nowDisabled);
    addIf(members, "name", !known.name().equals(spec.name()));
    addIf(members, "region", !known.region().equals(spec.region()));
    addIf(members, "resourceIdentifier", !known.identifier().equals(spec.identifier()));
    return members;
  }

  private static void addIf(List<String> members, String name, boolean isOther) {
    if (isOther) {
      members.add(name);
    }
  }

  private StoredResource next(
      ResourceSpec spec,
      Optional<Instant> lastVerifiedAt,
      Instant updatedAt,
      boolean nowDisabled,
      Optional<Instant> nowUnverifiedSince,
      Optional<Verification> nowNewest,
      ActiveSessions nowSessions,
      Optional<VerificationRequest> nowRequested,
      Optional<PendingEvent> announced) {
    boolean active =
        !nowDisabled
            && nowUnverifiedSince.isEmpty()
            && nowNewest.filter(Verification::succeeded).isPresent();
    return new StoredResource(
        new Resource(resource.id(), spec, active, lastVerifiedAt, resource.createdAt(), updatedAt),
        revision + 1,
        nowDisabled,
        nowUnverifiedSince,
        nowNewest,
        nowSessions,
        nowRequested,
        announced);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
