package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;

/** The weekly calls that keep the functions' versions active. */
public final class WeeklyCalls {
  private WeeklyCalls() {}

  /** Returns the input of a function's call, which must happen at least every 14 days. */
  public static String inputOf(String function) {
    Section call = properties(function).get("Events").get("Weekly");
    if (!call.get("Type").text().equals("Schedule")
        || !call.get("Properties").get("Schedule").text().equals("rate(7 days)")) {
      throw new AssertionError(function + " is not called once a week");
    }
    return call.get("Properties").get("Input").text();
  }
}
