package io.entryguard.resources.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.resource.NamedResource;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A list as a response has it. */
public final class ResourceListJson {
  private ResourceListJson() {}

  public static String of(List<NamedResource> resources) {
    var bytes = new ByteArrayOutputStream();
    var list = new ResourceListWriter(bytes);
    resources.forEach(list::add);
    list.end();
    return bytes.toString(UTF_8);
  }
}
