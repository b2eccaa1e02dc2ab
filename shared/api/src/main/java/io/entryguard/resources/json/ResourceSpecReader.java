package io.entryguard.resources.json;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.text.InvalidValueException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the body of {@code POST /resources}, and the same object in an event. Only the members of
 * the published page are taken, and all problems are reported at once.
 */
public final class ResourceSpecReader {
  private static final List<String> REQUIRED =
      List.of("name", "credentialId", "provider", "resourceType", "resourceIdentifier");

  private Optional<ResourceName> name = Optional.empty();
  private Optional<CredentialId> credentialId = Optional.empty();
  private Optional<Provider> provider = Optional.empty();
  private Optional<ResourceType> type = Optional.empty();
  private Optional<ResourceIdentifier> identifier = Optional.empty();
  private Optional<CloudRegion> region = Optional.empty();
  private Optional<ResourceConfig> config = Optional.empty();

  private ResourceSpecReader() {}

  /**
   * Reads one JSON document.
   *
   * @param errors receives the problems: member, such as {@code config.ports[2]}, or {@code body}
   * @return empty if there are errors
   */
  public static Optional<ResourceSpec> read(String text, ValidationErrors errors) {
    var reader = new ResourceSpecReader();
    Optional<Set<String>> members = JsonBodyReader.read(text, errors, reader::readMember);
    members.ifPresent(present -> reader.requireAll(present, errors));
    return errors.isEmpty() ? Optional.of(reader.spec()) : Optional.empty();
  }

  private void readMember(String member, JsonBodyReader body) throws IOException {
    switch (member) {
      case "name" -> name = body.text(ResourceName::new);
      case "credentialId" -> credentialId = body.text(ResourceSpecReader::credentialId);
      case "provider" -> provider = body.text(Provider::parse);
      case "resourceType" -> type = body.text(ResourceType::new);
      case "resourceIdentifier" -> identifier = body.text(ResourceIdentifier::new);
      case "region" -> region = body.optionalText(CloudRegion::new);
      case "config" -> config = body.config();
      default ->
          body.refuse(
              "is not a member of a resource request; there are name, credentialId, provider,"
                  + " resourceType, resourceIdentifier, region and config");
    }
  }

  static CredentialId credentialId(String text) {
    return CredentialId.parse(text)
        .orElseThrow(() ->
            new InvalidValueException(
                "must be a UUID, for example 7c9e6679-7425-40de-944b-e07fc1f90ae7"));
  }

  private void requireAll(Set<String> members, ValidationErrors errors) {
    for (String member : REQUIRED) {
      if (!members.contains(member)) {
        errors.add(member, "is required");
      }
    }
    if (region.isEmpty() && provider.filter(ResourceSpec::needsRegion).isPresent()) {
      errors.add("region", "is required when provider is AWS, for example eu-central-1");
    }
  }

  private ResourceSpec spec() {
    return new ResourceSpec(
        name.orElseThrow(),
        credentialId.orElseThrow(),
        provider.orElseThrow(),
        type.orElseThrow(),
        identifier.orElseThrow(),
        region,
        config);
  }
}
