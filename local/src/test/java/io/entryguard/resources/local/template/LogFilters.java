package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

import java.util.function.Predicate;

/** What CloudWatch's filters find in logs. */
public final class LogFilters {
  private LogFilters() {}

  /**
   * A filter of the template, of the one kind that is here: a phrase in quotation marks, to be
   * found anywhere in a line.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">the
   *     patterns</a>
   */
  public static Predicate<String> named(String filter) {
    String pattern = properties(filter).get("FilterPattern").text();
    if (!pattern.matches("\"[A-Za-z ]+\"")) {
      throw new AssertionError(pattern + " is not understood here");
    }
    String phrase = pattern.substring(1, pattern.length() - 1);
    return line -> line.contains(phrase);
  }
}
