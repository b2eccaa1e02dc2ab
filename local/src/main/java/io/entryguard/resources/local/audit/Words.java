package io.entryguard.resources.local.audit;

/** Numbers in sentences. */
final class Words {
  private Words() {}

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
