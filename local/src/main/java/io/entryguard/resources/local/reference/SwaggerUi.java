package io.entryguard.resources.local.reference;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Swagger UI's files, as its WebJar has them. */
final class SwaggerUi {
  private static final String PROPERTIES = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private final String folder;

  private SwaggerUi(String version) {
    this.folder = "/META-INF/resources/webjars/swagger-ui/" + version + "/";
  }

  static SwaggerUi find() throws IOException {
    var properties = new Properties();
    try (InputStream stream = open(PROPERTIES)) {
      properties.load(stream);
    }
    return new SwaggerUi(properties.getProperty("version", ""));
  }

  byte[] file(String name) throws IOException {
    try (InputStream stream = open(folder + name)) {
      return stream.readAllBytes();
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream stream = SwaggerUi.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("The class path has no " + name);
    }
    return stream;
  }
}
