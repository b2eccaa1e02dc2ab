package io.entryguard.resources.json;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of a request to create a resource, in which tests change single members.
 *
 * @param members raw JSON by name, in the order in which they are written
 */
public record RequestJson(Map<String, String> members) {
  /** A valid request with the members of the documented sample. */
  public static RequestJson valid() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("name", "\"Production API Gateway\"");
    members.put("credentialId", "\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"");
    members.put("provider", "\"AWS\"");
    members.put("resourceType", "\"SECURITY_GROUP\"");
    members.put("resourceIdentifier", "\"sg-0abc123def456\"");
    members.put("region", "\"eu-central-1\"");
    members.put("config", "{\"port\": 443, \"protocol\": \"tcp\"}");
    return new RequestJson(members);
  }

  public RequestJson with(String member, String rawJson) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.put(member, rawJson);
    return new RequestJson(changed);
  }

  public RequestJson without(String member) {
    Map<String, String> changed = new LinkedHashMap<>(members);
    changed.remove(member);
    return new RequestJson(changed);
  }

  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
        .collect(joining(", ", "{", "}"));
  }
}
