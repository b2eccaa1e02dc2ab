package io.entryguard.resources.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Where processes run.
 *
 * @param java of the JDK that runs this
 * @param runtime the folder of the jars that Lambda's runtime has
 * @param workFolder for what is unpacked and printed
 * @param functionCore runs the function and nothing else of ours; negative for any
 * @param servicesCore runs DynamoDB Local; negative for any
 */
record Machine(Path java, Path runtime, Path workFolder, int functionCore, int servicesCore) {
  static Machine of(Path runtime, Path workFolder, int functionCore, int servicesCore) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new Machine(java, runtime, workFolder, functionCore, servicesCore);
  }

  /** The start of a command, which keeps it on the functions' core. */
  List<String> pinToFunctionCore() {
    return pin(functionCore);
  }

  /** The start of a command, which keeps it on the services' core. */
  List<String> pinToServicesCore() {
    return pin(servicesCore);
  }

  private static List<String> pin(int core) {
    return core < 0 ? List.of() : List.of("taskset", "-c", Integer.toString(core));
  }
}
