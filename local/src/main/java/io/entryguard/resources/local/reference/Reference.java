package io.entryguard.resources.local.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The API reference: a page for people that shows the contract and sends what they fill in. Its
 * pages need nothing of any other host.
 */
public final class Reference {
  /** The page for people. */
  public static final String PATH = "/";

  private static final String FOLDER = "/reference/";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
  private static final String SVG = "image/svg+xml";
  private static final String JSON = "application/json";

  private final Map<String, ReferencePage> pages;

  /**
   * @param pages by path
   */
  public Reference(Map<String, ReferencePage> pages) {
    this.pages = Map.copyOf(pages);
  }

  /**
   * Reads all that it takes.
   *
   * @param contract {@code openapi.yaml}
   * @param basePath where the API is on this host: {@code /api/v1}
   * @param token sent with whatever is tried
   * @throws ReferenceException if the contract cannot be shown
   */
  public static Reference read(Path contract, String basePath, String token) {
    ServedContract read = ServedContract.read(contract);
    Map<String, ReferencePage> pages = new HashMap<>();
    pages.put("/openapi.json", ReferencePage.of(JSON, read.servedAt(basePath)));
    pages.put(FOLDER + "demo.json", demo(read.bearerScheme(), token));
    try {
      pages.put(PATH, ReferencePage.of(HTML, own("page.html")));
      pages.put(FOLDER + "page.css", ReferencePage.of(CSS, own("page.css")));
      pages.put(FOLDER + "page.js", ReferencePage.of(JAVASCRIPT, own("page.js")));
      pages.put(FOLDER + "icon.svg", ReferencePage.of(SVG, own("icon.svg")));
      SwaggerUi swaggerUi = SwaggerUi.find();
      pages.put(FOLDER + "swagger-ui.css", ReferencePage.of(CSS, swaggerUi.file("swagger-ui.css")));
      pages.put(
          FOLDER + "swagger-ui.js",
          ReferencePage.of(JAVASCRIPT, swaggerUi.file("swagger-ui-bundle.js")));
    } catch (IOException e) {
      throw new ReferenceException("the API reference is not in this build", e);
    }
    return new Reference(pages);
  }

  /** Apart from the page, because a script of another site could read a script, and not this. */
  private static ReferencePage demo(String scheme, String token) {
    return ReferencePage.ofText(
        JSON,
        new ObjectMapper().createObjectNode().put("scheme", scheme).put("token", token).toString());
  }

  private static byte[] own(String name) throws IOException {
    try (InputStream stream = Reference.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("The class path has no " + name);
      }
      return stream.readAllBytes();
    }
  }

  public Optional<ReferencePage> page(String path) {
    return Optional.ofNullable(pages.get(path));
  }
}
