package io.entryguard.resources.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Reads the CPU time of another process, of all its threads including ended ones. {@code /proc} has
 * it only in hundredths of a second.
 */
final class CpuClock {
  private static final MethodHandle GET_TIME = getTime();

  private CpuClock() {}

  /** Returns the CPU time since the start of the process. */
  static long nanos(Process process) {
    // The clock id as computed by clock_getcpuclockid.
    int clock = (int) (~process.pid() << 3) | 2;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(JAVA_LONG, 2);
      if ((int) GET_TIME.invokeExact(clock, time) != 0) {
        throw new IllegalStateException("the process has ended");
      }
      return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000 + time.getAtIndex(JAVA_LONG, 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("clock_gettime throws nothing", e);
    }
  }

  @SuppressWarnings("restricted") // bench/run allows it
  private static MethodHandle getTime() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("clock_gettime").orElseThrow(),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  }
}
