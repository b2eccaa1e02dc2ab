package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The SDK's HTTP clients that the functions could have in place of URLConnection's. */
enum HttpChoice {
  APACHE_5("Apache 5", "apache5", "(apache5-client|httpclient5|httpcore5)-.*"),
  CRT("CRT", "aws-crt", "(aws-crt|crt-core)-.*");

  /** Between a function and a client in the name of a zip that there is not. */
  static final String IN_ZIP = " with ";

  private final String client;
  private final String variable;
  private final String jars;

  HttpChoice(String client, String variable, String jars) {
    this.client = client;
    this.variable = variable;
    this.jars = jars;
  }

  String client() {
    return client;
  }

  String title() {
    return "bare query, " + client;
  }

  Map<String, String> variables() {
    return Map.of("BENCH_HTTP_CLIENT", variable);
  }

  /** What it needs beside the function's own jars. */
  List<Path> jars(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("bench/target/lib"))) {
      return files.filter(file -> file.getFileName().toString().matches(jars)).sorted().toList();
    }
  }
}
