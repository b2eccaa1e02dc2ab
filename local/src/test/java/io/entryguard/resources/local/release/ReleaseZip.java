package io.entryguard.resources.local.release;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The built zip of a function. */
record ReleaseZip(String function, Path target) {
  private static final Path FUNCTIONS = RepositoryTemplate.HOME.resolve("functions");
  private static final String LIB = "lib/";

  ReleaseZip {
    requireNonNull(function, "function is null");
    requireNonNull(target, "target is null");
  }

  /** Returns the zip of each function's folder, sorted by name. */
  static List<ReleaseZip> all() throws IOException {
    List<ReleaseZip> zips = new ArrayList<>();
    try (Stream<Path> folders = Files.list(FUNCTIONS)) {
      for (Path folder :
          folders.filter(each -> Files.exists(each.resolve("pom.xml"))).sorted().toList()) {
        zips.add(new ReleaseZip(folder.getFileName().toString(), folder.resolve("target")));
      }
    }
    return zips;
  }

  Path billOfMaterials() {
    return target.resolve(function + ".cdx.json");
  }

  /** Returns the SHA-256 digest of each jar, by its name. */
  SortedMap<String, String> jars() throws IOException {
    SortedMap<String, String> jars = new TreeMap<>();
    try (var zip = new ZipFile(target.resolve(function + ".zip").toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith(LIB) && !entry.isDirectory()) {
          jars.put(entry.getName().substring(LIB.length()), digest(zip, entry));
        }
      }
    }
    return jars;
  }

  private static String digest(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return function;
  }
}
