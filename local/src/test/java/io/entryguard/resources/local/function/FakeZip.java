package io.entryguard.resources.local.function;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.fake.MapSerializer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function's zip as Maven builds it: the fake functions' classes, and Jackson under {@code lib/}.
 */
public final class FakeZip {
  private static final String SERVICE =
      "META-INF/services/com.amazonaws.services.lambda.runtime.CustomPojoSerializer";

  private FakeZip() {}

  public static Path write(Path file) throws IOException {
    return write(file, List.of(MapSerializer.class.getName()));
  }

  static Path write(Path file, List<String> serializers) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, SERVICE, String.join("\n", serializers).getBytes(StandardCharsets.UTF_8));
      Path classes = placeOf(MapSerializer.class);
      try (Stream<Path> files = Files.walk(classes.resolve("io/entryguard/resources/local/fake"))) {
        for (Path source : files.filter(Files::isRegularFile).toList()) {
          put(zip, classes.relativize(source).toString(), Files.readAllBytes(source));
        }
      }
      for (Class<?> library : List.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class)) {
        Path jar = placeOf(library);
        put(zip, "lib/" + jar.getFileName(), Files.readAllBytes(jar));
      }
    }
    return file;
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
