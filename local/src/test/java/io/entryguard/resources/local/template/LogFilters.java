package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates CloudWatch's metric filters. */
public final class LogFilters {
  private LogFilters() {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PHRASE = Pattern.compile("\"([A-Za-z ]+)\"");
  private static final Pattern MEMBER =
      Pattern.compile("\\{ \\$\\.(\\w+) = \"([A-Za-z_ ]+)(\\*?)\" }");

  /**
   * Returns a metric filter of the template. Supports the two kinds that it uses: a quoted phrase
   * anywhere in a line, and the text or prefix of one JSON member.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">the
   *     patterns</a>
   */
  public static Predicate<String> named(String filter) {
    String pattern = properties(filter).get("FilterPattern").text();
    Matcher phrase = PHRASE.matcher(pattern);
    if (phrase.matches()) {
      return line -> line.contains(phrase.group(1));
    }
    Matcher member = MEMBER.matcher(pattern);
    if (!member.matches()) {
      throw new AssertionError(pattern + " is not understood here");
    }
    return line -> {
      String text = read(line).path(member.group(1)).asText();
      return member.group(3).isEmpty()
          ? text.equals(member.group(2))
          : text.startsWith(member.group(2));
    };
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
