package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.text.InvalidValueException;
import java.util.function.Function;

/** Reads the detail of events, as the schemas in {@code docs/events} describe it. */
final class EventReader {
  private static final String UUID_FORM = "a UUID";
  private static final int MAX_TEXT = 255;

  /** Enough to tell keys apart: of a documented one, four characters after {@code eg_live_}. */
  private static final int MAX_PREFIX = 12;

  private EventReader() {}

  /**
   * Reads the detail of an event.
   *
   * @throws MalformedEventException for a type that is not known, or a detail not of its schema
   */
  static ProductEvent read(Envelope envelope) {
    JsonObjectReader detail = JsonObjectReader.of("detail", envelope.detail());
    return switch (envelope.type()) {
      case "OrganizationChanged" -> organizationChanged(detail);
      case "CredentialChanged" -> credentialChanged(detail);
      case "ApiKeyChanged" -> apiKeyChanged(detail);
      case "ResourceRequested" -> resourceRequested(detail);
      case "ResourceVerified" -> resourceVerified(detail);
      case "ResourceSessionsChanged" -> resourceSessionsChanged(detail);
      case "ResourceDeleted" -> resourceDeleted(detail);
      default -> throw new MalformedEventException("event.detail-type is none that is known");
    };
  }

  private static ProductEvent organizationChanged(JsonObjectReader detail) {
    detail.only("organizationId", "name", "tier", "status", "maxResources", "version", "deleted");
    return new ProductEvent.OrganizationChanged(
        new Organization(
            organizationId(detail),
            detail.text("name", MAX_TEXT),
            detail.constant("tier", Tier.class),
            detail.constant("status", OrganizationStatus.class),
            detail.optionalCount("maxResources"),
            0,
            detail.optionalFlag("deleted"),
            detail.version()));
  }

  private static ProductEvent credentialChanged(JsonObjectReader detail) {
    detail.only("organizationId", "credentialId", "name", "provider", "version", "deleted");
    return new ProductEvent.CredentialChanged(
        new Credential(
            organizationId(detail),
            detail.parsed("credentialId", UUID_FORM, CredentialId::parse),
            detail.text("name", MAX_TEXT),
            detail.constant("provider", Provider.class),
            detail.optionalFlag("deleted"),
            detail.version()));
  }

  private static ProductEvent apiKeyChanged(JsonObjectReader detail) {
    detail.only(
        "keyHash",
        "displayPrefix",
        "organizationId",
        "name",
        "scopes",
        "expiresAt",
        "version",
        "revoked");
    return new ProductEvent.ApiKeyChanged(
        new ApiKey(
            detail.parsed("keyHash", "64 lower-case hexadecimal digits", KeyHash::parse),
            organizationId(detail),
            detail.text("displayPrefix", MAX_PREFIX),
            detail.text("name", MAX_TEXT),
            detail.texts("scopes", MAX_TEXT),
            detail.optionalTime("expiresAt"),
            detail.optionalFlag("revoked"),
            detail.version()));
  }

  private static ProductEvent resourceRequested(JsonObjectReader detail) {
    detail.only("organizationId", "requestId", "requestedBy", "resource");
    String requestedBy = detail.text("requestedBy", MAX_TEXT);
    return new ProductEvent.ResourceRequested(
        organizationId(detail),
        detail.value("requestId", key(requestedBy)),
        detail.object("resource"));
  }

  /** '#' separates the parts of the table's keys, from which the request's id is read. */
  private static Function<String, IdempotencyKey> key(String requestedBy) {
    return requestId -> {
      if (requestId.indexOf('#') >= 0) {
        throw new InvalidValueException("must not have a #");
      }
      return new IdempotencyKey(IdempotencyKey.Origin.EVENT, requestedBy, requestId);
    };
  }

  private static ProductEvent resourceVerified(JsonObjectReader detail) {
    detail.only("organizationId", "resourceId", "succeeded", "verifiedAt", "version");
    return new ProductEvent.ResourceVerified(
        organizationId(detail),
        resourceId(detail),
        new Verification(detail.flag("succeeded"), detail.time("verifiedAt"), detail.version()));
  }

  private static ProductEvent resourceSessionsChanged(JsonObjectReader detail) {
    detail.only("organizationId", "resourceId", "activeSessions", "version");
    return new ProductEvent.ResourceSessionsChanged(
        organizationId(detail),
        resourceId(detail),
        new ActiveSessions(detail.count("activeSessions"), detail.version()));
  }

  private static ProductEvent resourceDeleted(JsonObjectReader detail) {
    detail.only("organizationId", "resourceId", "version");
    detail.version();
    return new ProductEvent.ResourceDeleted(organizationId(detail), resourceId(detail));
  }

  private static OrganizationId organizationId(JsonObjectReader detail) {
    return detail.parsed("organizationId", UUID_FORM, OrganizationId::parse);
  }

  private static ResourceId resourceId(JsonObjectReader detail) {
    return detail.parsed("resourceId", UUID_FORM, ResourceId::parse);
  }
}
