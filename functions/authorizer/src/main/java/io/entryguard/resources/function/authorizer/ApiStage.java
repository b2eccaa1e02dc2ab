package io.entryguard.resources.function.authorizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stage of an API to which a method belongs. */
record ApiStage(String arn) {
  /** What follows the stage is the caller's choice, so nothing of it is taken over. */
  private static final Pattern METHOD =
      Pattern.compile(
          "(?<stage>arn:[a-z-]+:execute-api:[a-z0-9-]*:\\d*:[A-Za-z0-9_-]+/[A-Za-z0-9_-]+)/.*",
          Pattern.DOTALL);

  /**
   * The stage of a method.
   *
   * @throws IllegalArgumentException for what is not the ARN of an API's method
   */
  static ApiStage ofMethod(String methodArn) {
    Matcher method = METHOD.matcher(methodArn);
    if (!method.matches()) {
      throw new IllegalArgumentException("not the ARN of an API's method");
    }
    return new ApiStage(method.group("stage"));
  }

  /** All methods of the stage, as a policy names them. */
  String allMethods() {
    return arn + "/*";
  }
}
