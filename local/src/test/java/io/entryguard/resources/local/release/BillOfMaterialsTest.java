package io.entryguard.resources.local.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bills of materials, which {@code -Pbill-of-materials} creates. */
@EnabledIfSystemProperty(named = "bill-of-materials", matches = "package")
class BillOfMaterialsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Licences that only require their text and notices, which are in the zips: see NOTICE. */
  private static final Set<String> LICENCES = Set.of("Apache-2.0", "BSD-2-Clause", "MIT", "MIT-0");

  private static Iterable<ReleaseZip> zips() throws IOException {
    return ReleaseZip.all();
  }

  @ParameterizedTest
  @MethodSource("zips")
  void listsTheJarsOfItsZipWithTheirHashes(ReleaseZip zip) throws IOException {
    SortedMap<String, String> listed = new TreeMap<>();
    for (JsonNode component : components(zip)) {
      String name = component.path("name").asText() + "-" + component.path("version").asText();
      listed.put(name + ".jar", sha256(component));
    }

    assertThat(listed).isEqualTo(zip.jars());
  }

  @ParameterizedTest
  @MethodSource("zips")
  void hasOnlyApprovedLicences(ReleaseZip zip) throws IOException {
    for (JsonNode component : components(zip)) {
      assertThat(component.path("licenses"))
          .as(component.path("purl").asText())
          .isNotEmpty()
          .allSatisfy(licence -> assertThat(licence.at("/license/id").asText()).isIn(LICENCES));
    }
  }

  /** The bill is reproducible. */
  @ParameterizedTest
  @MethodSource("zips")
  void containsNoTimestamp(ReleaseZip zip) throws IOException {
    JsonNode bill = bill(zip);

    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.path("metadata").has("timestamp")).isFalse();
    assertThat(bill.at("/metadata/component/version").asText()).isEqualTo(ReleaseVersion.read());
  }

  private static JsonNode components(ReleaseZip zip) throws IOException {
    return bill(zip).path("components");
  }

  private static JsonNode bill(ReleaseZip zip) throws IOException {
    return JSON.readTree(zip.billOfMaterials().toFile());
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "none";
  }
}
