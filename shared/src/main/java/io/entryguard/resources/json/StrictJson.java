package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** Jackson's streaming API as this service uses it: standard JSON only, bounded. */
public final class StrictJson {
  /** A request nests twice; whoever nests deeper than this sends something else. */
  public static final int MAX_DEPTH = 50;

  /** Shared, because a factory costs much more than a parser. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          // Callers choose the names: they must not stay in memory for good.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}
}
