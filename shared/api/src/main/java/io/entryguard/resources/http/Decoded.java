package io.entryguard.resources.http;

/** A request made into what a use case takes, or the error that it is answered with. */
public sealed interface Decoded<T> {
  record Accepted<T>(T value) implements Decoded<T> {}

  record Rejected<T>(ApiError error) implements Decoded<T> {}
}
