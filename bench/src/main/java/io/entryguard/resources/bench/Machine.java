package io.entryguard.resources.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where processes run.
 *
 * @param jdk that runs this
 * @param runtime the folder of the jars that Lambda's runtime has
 * @param workFolder for what is unpacked and printed
 * @param functionCore runs the function and nothing else of ours; negative for any
 */
record Machine(Path jdk, Path runtime, Path workFolder, int functionCore) {
  Path java() {
    return jdk.resolve("bin/java");
  }

  /** The start of a command, which keeps it on the functions' core. */
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
