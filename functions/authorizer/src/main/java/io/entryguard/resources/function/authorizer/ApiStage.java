package io.entryguard.resources.function.authorizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stage of an API to which a method belongs. */
record ApiStage(String arn) {
  /** Captures up to the stage only, because the caller chooses what follows. */
  private static final Pattern METHOD =
      Pattern.compile(
          "(?<stage>arn:[a-z-]+:execute-api:[a-z0-9-]*:\\d*:[A-Za-z0-9_-]+/[A-Za-z0-9_-]+)/.*",
          Pattern.DOTALL);

  /**
   * Returns the stage of a method.
   *
   * @throws IllegalArgumentException unless the text is the ARN of an API method
   */
  static ApiStage ofMethod(String methodArn) {
    Matcher method = METHOD.matcher(methodArn);
    if (!method.matches()) {
      throw new IllegalArgumentException("not the ARN of an API's method");
    }
    return new ApiStage(method.group("stage"));
  }

  /** Returns the policy resource for all methods of the stage. */
  String allMethods() {
    return arn + "/*";
  }
}
