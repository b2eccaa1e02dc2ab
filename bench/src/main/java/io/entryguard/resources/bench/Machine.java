package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The environment in which processes run.
 *
 * @param jdk the JDK that runs this program
 * @param runtime the folder of the jars of Lambda's runtime
 * @param workFolder the folder for unpacked zips and output
 * @param functionCore the CPU core for the function only; negative for any
 */
record Machine(Path jdk, Path runtime, Path workFolder, int functionCore) {
  Path java() {
    return jdk.resolve("bin/java");
  }

  /** Returns the start of a command that pins it to the function's core. */
  List<String> pinToFunctionCore() {
    return functionCore < 0 ? List.of() : List.of("taskset", "-c", Integer.toString(functionCore));
  }

  void unpack(Path zip, Path folder) throws IOException {
    if (!Files.exists(zip)) {
      throw new IOException(zip + " is not there: build it with ./mvnw package");
    }
    Process jar =
        new ProcessBuilder(jdk.resolve("bin/jar").toString(), "xf", zip.toAbsolutePath().toString())
            .directory(folder.toFile())
            .inheritIO()
            .start();
    if (jar.onExit().join().exitValue() != 0) {
      throw new IOException(zip + " cannot be unpacked");
    }
  }
}
