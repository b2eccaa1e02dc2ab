package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
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
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the body of {@code POST /resources}. Nothing is guessed: no other types, no members that
 * the page does not name, none twice, nothing after the object. All that is wrong is told at once.
 */
public final class ResourceSpecReader {
  private static final String BODY = "body";

  /** As much as a body may have over HTTP, for what comes on other ways. */
  private static final int MAX_LENGTH = 64 * 1024;

  private final String text;
  private final ValidationErrors problems;
  private final Set<String> seen = new HashSet<>();

  private Optional<ResourceName> name = Optional.empty();
  private Optional<CredentialId> credentialId = Optional.empty();
  private Optional<Provider> provider = Optional.empty();
  private Optional<ResourceType> type = Optional.empty();
  private Optional<ResourceIdentifier> identifier = Optional.empty();
  private Optional<CloudRegion> region = Optional.empty();
  private Optional<ResourceConfig> config = Optional.empty();

  private ResourceSpecReader(String text, ValidationErrors problems) {
    this.text = text;
    this.problems = problems;
  }

  /**
   * Reads one JSON document.
   *
   * @param problems takes what is wrong: member, as {@code config.ports[2]}, or {@code body}
   * @return empty if something is wrong
   */
  public static Optional<ResourceSpec> read(String text, ValidationErrors problems) {
    return new ResourceSpecReader(text, problems).read();
  }

  private Optional<ResourceSpec> read() {
    if (text.length() > MAX_LENGTH) {
      problems.add(BODY, "must be at most 64 KiB of JSON");
      return Optional.empty();
    }
    try (JsonParser parser = StrictJson.FACTORY.createParser(text)) {
      readDocument(parser);
    } catch (StreamConstraintsException e) {
      problems.add(BODY, "must not be nested deeper than " + StrictJson.MAX_DEPTH + " levels");
    } catch (JsonProcessingException e) {
      problems.add(
          BODY,
          "must be one JSON object: it breaks at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    return problems.isEmpty() ? Optional.of(spec()) : Optional.empty();
  }

  private void readDocument(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      problems.add(BODY, "must be a JSON object");
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      readMember(parser);
    }
    if (parser.nextToken() != null) {
      problems.add(BODY, "must be one JSON object and nothing after it");
    }
    requireAll();
  }

  private void readMember(JsonParser parser) throws IOException {
    String member = parser.currentName();
    if (!seen.add(member)) {
      problems.add(member, "must be there only once");
    }
    parser.nextToken();
    switch (member) {
      case "name" -> name = text(parser, ResourceName::new);
      case "credentialId" -> credentialId = text(parser, ResourceSpecReader::credentialId);
      case "provider" -> provider = text(parser, ResourceSpecReader::provider);
      case "resourceType" -> type = text(parser, ResourceType::new);
      case "resourceIdentifier" -> identifier = text(parser, ResourceIdentifier::new);
      case "region" -> region = optionalText(parser, CloudRegion::new);
      case "config" -> config = new ConfigReader(parser, text, problems).read();
      default -> {
        problems.add(
            member,
            "is not a member of a resource request; there are name, credentialId, provider,"
                + " resourceType, resourceIdentifier, region and config");
        parser.skipChildren();
      }
    }
  }

  private <T> Optional<T> text(JsonParser parser, Function<String, T> value) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      problems.add(parser.currentName(), "must be a string, not null");
      return Optional.empty();
    }
    return optionalText(parser, value);
  }

  private <T> Optional<T> optionalText(JsonParser parser, Function<String, T> value)
      throws IOException {
    String member = parser.currentName();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      problems.add(member, "must be a string");
      parser.skipChildren();
      return Optional.empty();
    }
    try {
      return Optional.of(value.apply(parser.getText()));
    } catch (InvalidValueException e) {
      problems.add(member, e.problem());
      return Optional.empty();
    }
  }

  private static CredentialId credentialId(String text) {
    return CredentialId.parse(text)
        .orElseThrow(() ->
            new InvalidValueException(
                "must be a UUID, for example 7c9e6679-7425-40de-944b-e07fc1f90ae7"));
  }

  private static Provider provider(String text) {
    return Provider.parse(text)
        .orElseThrow(() -> new InvalidValueException("must be one of AWS, GCP, AZURE, APISIX"));
  }

  private void requireAll() {
    require("name");
    require("credentialId");
    require("provider");
    require("resourceType");
    require("resourceIdentifier");
    if (region.isEmpty() && provider.filter(ResourceSpec::needsRegion).isPresent()) {
      problems.add("region", "is required when provider is AWS, for example eu-central-1");
    }
  }

  private void require(String member) {
    if (!seen.contains(member)) {
      problems.add(member, "is required");
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
