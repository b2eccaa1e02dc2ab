package io.entryguard.resources.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The documented schemas of events. */
public final class EventSchemas {
  public static final Path FOLDER = Repository.path("docs/events");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private EventSchemas() {}

  public static Path file(String type) {
    return FOLDER.resolve(type + ".schema.json");
  }

  public static Schema of(String type) throws IOException {
    return REGISTRY.getSchema(Files.readString(file(type)), InputFormat.JSON);
  }

  /** Returns the violations of the schema, including formats. */
  public static List<Error> problems(Schema schema, String document) {
    return schema.validate(
        document,
        InputFormat.JSON,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }
}
