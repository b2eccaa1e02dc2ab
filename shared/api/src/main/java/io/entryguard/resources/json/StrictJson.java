package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** Jackson's streaming API, configured for standard JSON only, with bounded depth. */
public final class StrictJson {
  /** Far beyond the two levels that a request needs outside {@code config}. */
  public static final int MAX_DEPTH = 50;

  /** Shared, because a factory costs much more than a parser. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  // The whole document is bounded before it is parsed, so numbers and names need no
                  // limit.
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // Callers choose the names: interned ones would stay in memory for good, and names with
          // colliding hashes would make the shared table reject other requests.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Four bytes of UTF-8 instead of two escapes of six.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private StrictJson() {}
}
