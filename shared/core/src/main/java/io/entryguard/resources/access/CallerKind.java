package io.entryguard.resources.access;

/** How a caller proves who it is. */
public enum CallerKind {
  USER,
  API_KEY
}
