package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** Jackson's streaming API as this service uses it: standard JSON only, bounded. */
public final class StrictJson {
  /** A request nests twice; whoever nests deeper than this sends something else. */
  public static final int MAX_DEPTH = 50;

  /** Shared, because a factory costs much more than a parser. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  // What is read is bounded as a whole before: a number or name may be all of it.
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          // Callers choose the names: they must not stay in memory for good, nor be refused because
          // their hashes collide in a table that all requests share.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Four bytes of UTF-8, instead of twelve as two escapes.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private StrictJson() {}
}
