package io.entryguard.resources.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The processor time of another process, all its threads together, the ended ones too. {@code
 * /proc} has the same only in hundredths of a second.
 */
final class ProcessCpuClock {
  private static final MethodHandle GET_CPU_CLOCK_ID =
      function("clock_getcpuclockid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle GET_TIME =
      function("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MemoryLayout TIMESPEC = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG);
  private static final long NANOS = 1_000_000_000;

  private final int clock;

  private ProcessCpuClock(int clock) {
    this.clock = clock;
  }

  static ProcessCpuClock of(Process process) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment id = arena.allocate(JAVA_INT);
      int error = (int) GET_CPU_CLOCK_ID.invokeExact((int) process.pid(), id);
      if (error != 0) {
        throw new IllegalStateException("the process has no clock: " + error);
      }
      return new ProcessCpuClock(id.get(JAVA_INT, 0));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("clock_getcpuclockid throws nothing", e);
    }
  }

  /** Since the process began. */
  long nanos() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(TIMESPEC);
      int error = (int) GET_TIME.invokeExact(clock, time);
      if (error != 0) {
        throw new IllegalStateException("the process has ended");
      }
      return time.get(ValueLayout.JAVA_LONG, 0) * NANOS + time.get(ValueLayout.JAVA_LONG, 8);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("clock_gettime throws nothing", e);
    }
  }

  @SuppressWarnings("restricted") // bench/run allows it
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
  }
}
