package io.entryguard.resources.json;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.update.PatchedValue;
import io.entryguard.resources.update.ResourcePatch;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the body of {@code PATCH /resources/{id}}: the members that are to change. Those that
 * cannot be changed are refused with what to do instead, and all problems are reported at once.
 */
public final class ResourcePatchReader {
  private Optional<ResourceName> name = Optional.empty();
  private Optional<ResourceIdentifier> identifier = Optional.empty();
  private Optional<CredentialId> credentialId = Optional.empty();
  private PatchedValue<CloudRegion> region = new PatchedValue.Absent<>();
  private Optional<Boolean> enabled = Optional.empty();
  private PatchedValue<ResourceConfig> config = new PatchedValue.Absent<>();

  private ResourcePatchReader() {}

  /**
   * Reads one JSON document.
   *
   * @param errors receives the problems: member, such as {@code config.ports[2]}, or {@code body}
   * @return without what is wrong, so that it is not to be used if there are errors
   */
  public static ResourcePatch read(String text, ValidationErrors errors) {
    var reader = new ResourcePatchReader();
    var _ = JsonBodyReader.read(text, errors, reader::readMember);
    return new ResourcePatch(
        reader.name,
        reader.identifier,
        reader.credentialId,
        reader.region,
        reader.enabled,
        reader.config);
  }

  private void readMember(String member, JsonBodyReader body) throws IOException {
    switch (member) {
      case "name" -> name = body.text(ResourceName::new);
      case "resourceIdentifier" -> identifier = body.text(ResourceIdentifier::new);
      case "credentialId" -> credentialId = body.text(ResourceSpecReader::credentialId);
      case "isActive" -> enabled = body.flag();
      case "region" -> region = patched(body.isNull(), body.optionalText(CloudRegion::new));
      case "config" -> config = patched(body.isNull(), body.config());
      case "provider", "resourceType" ->
          body.refuse("cannot be changed; create another resource instead, and delete this one");
      case "id" -> body.refuse("cannot be changed; leave it out, the path names the resource");
      case "credentialName" ->
          body.refuse(
              "is the name of the credential; send the credentialId of another one instead");
      case "lastVerifiedAt" ->
          body.refuse("is set by verifications; send POST to /resources/{id}/verify instead");
      case "createdAt", "updatedAt" -> body.refuse("is set by the service; leave it out");
      default ->
          body.refuse(
              "is not a member of a resource; there are name, credentialId, resourceIdentifier,"
                  + " region, isActive and config to change");
    }
  }

  private static <T> PatchedValue<T> patched(boolean isNull, Optional<T> value) {
    if (isNull) {
      return new PatchedValue.Cleared<>();
    }
    return value.isPresent() ? new PatchedValue.Value<>(value.get()) : new PatchedValue.Absent<>();
  }
}
