package io.entryguard.resources.http;

import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.Precondition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers {@code If-Match} and {@code If-None-Match}: {@code *}, or a list of entity tags.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1">RFC 9110, section 13.1</a>
 */
public final class EntityTagConditions {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";

  private static final Pattern TAG =
      Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\x{10FFFF}]*)\"");

  private EntityTagConditions() {}

  /**
   * What {@code If-Match} says. Tags are compared strongly, so that weak ones match nothing.
   *
   * @param errors receives the problem of a header that is neither {@code *} nor a list of tags
   */
  public static Precondition ifMatch(Headers headers, ValidationErrors errors) {
    List<String> lines = headers.all(IF_MATCH);
    if (lines.isEmpty()) {
      return Precondition.NONE;
    }
    Optional<Precondition> condition = read(lines, false);
    if (condition.isEmpty()) {
      errors.add(
          IF_MATCH, "must be * or entity tags in quotation marks, as the ETag of a response");
    }
    return condition.orElse(Precondition.NONE);
  }

  /**
   * Whether {@code If-None-Match} names the current state. Tags are compared weakly. A header that
   * is neither {@code *} nor a list of tags is ignored, because without it a read is only longer.
   */
  public static boolean ifNoneMatchNames(Headers headers, EntityTag current) {
    return read(headers.all(IF_NONE_MATCH), true)
        .filter(condition -> condition.matches(current))
        .isPresent();
  }

  /** Repeated lines are one list, whose elements may be empty. */
  private static Optional<Precondition> read(List<String> lines, boolean acceptsWeakTags) {
    String list = String.join(",", lines);
    if (list.strip().equals("*")) {
      return Optional.of(new Precondition.Any());
    }
    Set<EntityTag> tags = new HashSet<>();
    Matcher tag = TAG.matcher(list);
    boolean mayBegin = true;
    boolean isEmpty = true;
    for (int i = 0; i < list.length(); ) {
      char character = list.charAt(i);
      if (character == ',') {
        mayBegin = true;
        i++;
      } else if (character == ' ' || character == '\t') {
        i++;
      } else if (mayBegin && tag.region(i, list.length()).lookingAt()) {
        if (acceptsWeakTags || tag.group(1) == null) {
          tags.add(new EntityTag(tag.group(2)));
        }
        mayBegin = false;
        isEmpty = false;
        i = tag.end();
      } else {
        return Optional.empty();
      }
    }
    return isEmpty ? Optional.empty() : Optional.of(new Precondition.OneOf(tags));
  }
}
