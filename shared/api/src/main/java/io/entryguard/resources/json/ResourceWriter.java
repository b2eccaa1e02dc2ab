package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.text.Timestamps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes resources as documented: all 13 members in the documented order, {@code null} for a
 * missing value.
 */
public final class ResourceWriter {
  // Encoded once: writing member names dominates the time for a long list.
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString CREDENTIAL_ID = new SerializedString("credentialId");
  private static final SerializableString CREDENTIAL_NAME = new SerializedString("credentialName");
  private static final SerializableString PROVIDER = new SerializedString("provider");
  private static final SerializableString RESOURCE_TYPE = new SerializedString("resourceType");
  private static final SerializableString RESOURCE_IDENTIFIER =
      new SerializedString("resourceIdentifier");
  private static final SerializableString REGION = new SerializedString("region");
  private static final SerializableString CONFIG = new SerializedString("config");
  private static final SerializableString IS_ACTIVE = new SerializedString("isActive");
  private static final SerializableString LAST_VERIFIED_AT = new SerializedString("lastVerifiedAt");
  private static final SerializableString CREATED_AT = new SerializedString("createdAt");
  private static final SerializableString UPDATED_AT = new SerializedString("updatedAt");

  private ResourceWriter() {}

  /** Returns the resource as a JSON object. */
  public static String write(NamedResource resource) {
    return JsonText.of(json -> write(json, resource));
  }

  public static void write(JsonGenerator json, NamedResource named) throws IOException {
    json.writeStartObject();
    writeFirst(json, named.resource());
    writeText(json, CREDENTIAL_NAME, named.credentialName());
    writeRest(json, named.resource());
    json.writeEndObject();
  }

  /** Writes a resource without credentialName, which changes with the credential. */
  public static void write(JsonGenerator json, Resource resource) throws IOException {
    json.writeStartObject();
    writeFirst(json, resource);
    writeRest(json, resource);
    json.writeEndObject();
  }

  private static void writeFirst(JsonGenerator json, Resource resource) throws IOException {
    writeText(json, ID, resource.id().toString());
    writeText(json, NAME, resource.spec().name().value());
    writeText(json, CREDENTIAL_ID, resource.spec().credentialId().toString());
  }

  private static void writeRest(JsonGenerator json, Resource resource) throws IOException {
    ResourceSpec spec = resource.spec();
    writeText(json, PROVIDER, spec.provider().name());
    writeText(json, RESOURCE_TYPE, spec.type().value());
    writeText(json, RESOURCE_IDENTIFIER, spec.identifier().value());
    writeText(json, REGION, spec.region().map(CloudRegion::value).orElse(null));
    json.writeFieldName(CONFIG);
    if (spec.config().isPresent()) {
      json.writeRawValue(spec.config().get().json());
    } else {
      json.writeNull();
    }
    json.writeFieldName(IS_ACTIVE);
    json.writeBoolean(resource.active());
    writeText(
        json, LAST_VERIFIED_AT, resource.lastVerifiedAt().map(Timestamps::format).orElse(null));
    writeText(json, CREATED_AT, Timestamps.format(resource.createdAt()));
    writeText(json, UPDATED_AT, Timestamps.format(resource.updatedAt()));
  }

  private static void writeText(JsonGenerator json, SerializableString name, @Nullable String text)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(text);
  }
}
