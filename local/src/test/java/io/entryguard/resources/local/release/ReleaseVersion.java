package io.entryguard.resources.local.release;

import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the release, from the root pom. */
final class ReleaseVersion {
  private static final Pattern REVISION = Pattern.compile("<revision>(.+)</revision>");

  private ReleaseVersion() {}

  static String read() throws IOException {
    return first(REVISION, "pom.xml");
  }

  /** Returns the pattern's group at its first match in a file of the repository. */
  static String first(Pattern pattern, String file) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(RepositoryTemplate.HOME.resolve(file)));
    if (!matcher.find()) {
      throw new IllegalStateException(file + " has no " + pattern);
    }
    return matcher.group(1);
  }
}
