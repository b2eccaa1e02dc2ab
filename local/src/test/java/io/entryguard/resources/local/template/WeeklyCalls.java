package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

/** What each function is called with so that its versions do not become inactive. */
public final class WeeklyCalls {
  private WeeklyCalls() {}

  /** The input of a function's call, which is made once in less than the 14 days that matter. */
  public static String inputOf(String function) {
    Section call = properties(function).get("Events").get("Weekly");
    if (!call.get("Type").text().equals("Schedule")
        || !call.get("Properties").get("Schedule").text().equals("rate(7 days)")) {
      throw new AssertionError(function + " is not called once a week");
    }
    return call.get("Properties").get("Input").text();
  }
}
