package io.entryguard.resources.local.function;

/**
 * The parent of every function's class loader. Like Lambda's own, it has only the JDK and the
 * runtime's interfaces: a class that a zip lacks is missing here too.
 */
final class RuntimeClasses extends ClassLoader {
  private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.";
  private static final String LOGGING = PACKAGE + "logging.";

  RuntimeClasses() {
    super("lambda-runtime", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (isIn(PACKAGE, name) || isIn(LOGGING, name)) {
      return RuntimeClasses.class.getClassLoader().loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  private static boolean isIn(String packagePrefix, String name) {
    return name.startsWith(packagePrefix) && name.indexOf('.', packagePrefix.length()) < 0;
  }
}
