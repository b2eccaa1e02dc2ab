package io.entryguard.resources.local.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.command.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The API reference: Swagger UI with the contract, which can send requests. Its pages load nothing
 * from other hosts.
 */
public final class Reference {
  /** The path of the HTML page. */
  public static final String PATH = "/";

  private static final String FOLDER = "/reference/";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final String JSON = "application/json";

  private final Map<String, Page> pages;

  /**
   * @param pages by path
   */
  public Reference(Map<String, Page> pages) {
    this.pages = Map.copyOf(pages);
  }

  /** A file that is served to the browser. */
  public record Page(String contentType, String content) {}

  /**
   * Reads the contract and the files of Swagger UI.
   *
   * @param contract {@code openapi.yaml}
   * @param basePath the API's base path on this host: {@code /api/v1}
   * @param token the token to send with requests
   * @throws CommandException if the contract cannot be read
   */
  public static Reference read(Path contract, String basePath, String token) {
    ServedContract read = ServedContract.read(contract);
    // Served apart from the scripts: another site could load a script, but cannot read this.
    String demo =
        new ObjectMapper()
            .createObjectNode()
            .put("scheme", read.bearerScheme())
            .put("token", token)
            .toString();
    Map<String, Page> pages = new HashMap<>();
    pages.put("/openapi.json", new Page(JSON, read.servedAt(basePath)));
    pages.put(FOLDER + "demo.json", new Page(JSON, demo));
    try {
      pages.put(PATH, new Page("text/html; charset=utf-8", file("page.html")));
      pages.put(FOLDER + "page.css", new Page(CSS, file("page.css")));
      pages.put(FOLDER + "page.js", new Page(JAVASCRIPT, file("page.js")));
      pages.put(FOLDER + "icon.svg", new Page("image/svg+xml", file("icon.svg")));
      String swaggerUi = swaggerUi();
      pages.put(FOLDER + "swagger-ui.css", new Page(CSS, file(swaggerUi + "swagger-ui.css")));
      pages.put(
          FOLDER + "swagger-ui.js", new Page(JAVASCRIPT, file(swaggerUi + "swagger-ui-bundle.js")));
    } catch (IOException e) {
      throw new CommandException("The API reference is not in this build.", e);
    }
    return new Reference(pages);
  }

  /** The folder of Swagger UI in its WebJar; its name contains the version. */
  private static String swaggerUi() throws IOException {
    var properties = new Properties();
    properties.load(
        new StringReader(file("/META-INF/maven/org.webjars/swagger-ui/pom.properties")));
    return "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
  }

  private static String file(String name) throws IOException {
    try (InputStream stream = Reference.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("The class path has no " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public Optional<Page> page(String path) {
    return Optional.ofNullable(pages.get(path));
  }
}
