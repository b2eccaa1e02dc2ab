package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceSpec;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes resources as the pages show them: all 13 members, in their order, {@code null} where there
 * is no value.
 */
public final class ResourceWriter {
  private ResourceWriter() {}

  /** One resource, as an object. */
  public static String write(NamedResource resource) {
    return JsonText.of(json -> write(json, resource));
  }

  /** All resources, as an array, in the order given. */
  public static String write(List<NamedResource> resources) {
    return JsonText.of(json -> {
      json.writeStartArray();
      for (NamedResource resource : resources) {
        write(json, resource);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, NamedResource named) throws IOException {
    json.writeStartObject();
    writeFirst(json, named.resource());
    json.writeStringField("credentialName", named.credentialName());
    writeRest(json, named.resource());
    json.writeEndObject();
  }

  /** A resource without credentialName, which is the credential's and changes with it. */
  static void write(JsonGenerator json, Resource resource) throws IOException {
    json.writeStartObject();
    writeFirst(json, resource);
    writeRest(json, resource);
    json.writeEndObject();
  }

  private static void writeFirst(JsonGenerator json, Resource resource) throws IOException {
    json.writeStringField("id", resource.id().toString());
    json.writeStringField("name", resource.spec().name().value());
    json.writeStringField("credentialId", resource.spec().credentialId().toString());
  }

  private static void writeRest(JsonGenerator json, Resource resource) throws IOException {
    ResourceSpec spec = resource.spec();
    json.writeStringField("provider", spec.provider().name());
    json.writeStringField("resourceType", spec.type().value());
    json.writeStringField("resourceIdentifier", spec.identifier().value());
    json.writeStringField("region", spec.region().map(CloudRegion::value).orElse(null));
    json.writeFieldName("config");
    if (spec.config().isPresent()) {
      json.writeRawValue(spec.config().get().json());
    } else {
      json.writeNull();
    }
    json.writeBooleanField("isActive", resource.active());
    json.writeStringField(
        "lastVerifiedAt", resource.lastVerifiedAt().map(Instant::toString).orElse(null));
    json.writeStringField("createdAt", resource.createdAt().toString());
    json.writeStringField("updatedAt", resource.updatedAt().toString());
  }
}
