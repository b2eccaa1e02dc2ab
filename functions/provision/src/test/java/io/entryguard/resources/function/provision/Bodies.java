package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceSpec;

/** Events as EventBridge puts them into messages. */
public final class Bodies {
  private Bodies() {}

  public static String event(String type, String detail) {
    return """
    {"version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718", "detail-type": "%s", \
    "source": "entryguard", "account": "123456789012", "time": "2026-02-18T11:00:00Z", \
    "region": "eu-central-1", "resources": [], "detail": %s}
    """
        .formatted(type, detail);
  }

  public static String of(Organization organization) {
    return event(
        "OrganizationChanged",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("organizationId", organization.id().toString());
          json.writeStringField("name", organization.name());
          json.writeStringField("tier", organization.tier().name());
          json.writeStringField("status", organization.status().name());
          if (organization.maxResources().isPresent()) {
            json.writeNumberField("maxResources", organization.maxResources().getAsInt());
          }
          json.writeNumberField("version", organization.version());
          if (organization.deleted()) {
            json.writeBooleanField("deleted", true);
          }
          json.writeEndObject();
        }));
  }

  public static String of(Credential credential) {
    return event(
        "CredentialChanged",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("organizationId", credential.organization().toString());
          json.writeStringField("credentialId", credential.id().toString());
          json.writeStringField("name", credential.name());
          json.writeStringField("provider", credential.provider().name());
          json.writeNumberField("version", credential.version());
          json.writeBooleanField("deleted", credential.deleted());
          json.writeEndObject();
        }));
  }

  public static String of(ApiKey key) {
    return event(
        "ApiKeyChanged",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("keyHash", key.hash().hex());
          json.writeStringField("displayPrefix", key.displayPrefix());
          json.writeStringField("organizationId", key.organization().toString());
          json.writeStringField("name", key.name());
          json.writeArrayFieldStart("scopes");
          for (String scope : key.scopes()) {
            json.writeString(scope);
          }
          json.writeEndArray();
          if (key.expiresAt().isPresent()) {
            json.writeStringField("expiresAt", key.expiresAt().get().toString());
          }
          json.writeNumberField("version", key.version());
          json.writeBooleanField("revoked", key.revoked());
          json.writeEndObject();
        }));
  }

  public static String requested(
      OrganizationId organization, String requestId, ResourceSpec resource) {
    return requested(organization, requestId, json(resource));
  }

  public static String requested(OrganizationId organization, String requestId, String resource) {
    return event(
        "ResourceRequested",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("organizationId", organization.toString());
          json.writeStringField("requestId", requestId);
          json.writeStringField("requestedBy", "terraform");
          json.writeFieldName("resource");
          json.writeRawValue(resource);
          json.writeEndObject();
        }));
  }

  private static String json(ResourceSpec spec) {
    return JsonText.of(json -> {
      json.writeStartObject();
      json.writeStringField("name", spec.name().value());
      json.writeStringField("credentialId", spec.credentialId().toString());
      json.writeStringField("provider", spec.provider().name());
      json.writeStringField("resourceType", spec.type().value());
      json.writeStringField("resourceIdentifier", spec.identifier().value());
      json.writeStringField("region", spec.region().orElseThrow().value());
      json.writeFieldName("config");
      json.writeRawValue(spec.config().orElseThrow().json());
      json.writeEndObject();
    });
  }

  public static String verified(
      OrganizationId organization, ResourceId resource, Verification verification) {
    return event(
        "ResourceVerified",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("organizationId", organization.toString());
          json.writeStringField("resourceId", resource.toString());
          json.writeBooleanField("succeeded", verification.succeeded());
          json.writeStringField("verifiedAt", verification.verifiedAt().toString());
          json.writeNumberField("version", verification.version());
          json.writeEndObject();
        }));
  }

  public static String sessionsChanged(
      OrganizationId organization, ResourceId resource, ActiveSessions sessions) {
    return event(
        "ResourceSessionsChanged",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("organizationId", organization.toString());
          json.writeStringField("resourceId", resource.toString());
          json.writeNumberField("activeSessions", sessions.count());
          json.writeNumberField("version", sessions.version());
          json.writeEndObject();
        }));
  }

  public static String deleted(OrganizationId organization, ResourceId resource, long version) {
    return event(
        "ResourceDeleted",
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("organizationId", organization.toString());
          json.writeStringField("resourceId", resource.toString());
          json.writeNumberField("version", version);
          json.writeEndObject();
        }));
  }
}
