package io.entryguard.resources.log;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger that writes JSON lines; Lambda sends standard output to the log group. */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;
  private static final String OWN_PACKAGES = "io.entryguard.";

  private final transient JsonLineWriter writer;
  private final Level threshold;

  /** Logs from INFO on for our own classes, and from WARN on for libraries. */
  JsonLogger(String name, JsonLineWriter writer) {
    this.name = requireNonNull(name, "name is null");
    this.writer = requireNonNull(writer, "writer is null");
    this.threshold = name.startsWith(OWN_PACKAGES) ? Level.INFO : Level.WARN;
  }

  @Override
  public void log(LoggingEvent event) {
    List<Object> arguments = event.getArguments();
    String message =
        arguments == null
            ? event.getMessage()
            : MessageFormatter.basicArrayFormat(event.getMessage(), arguments.toArray());
    writer.write(event.getLevel(), message, event.getKeyValuePairs(), event.getThrowable());
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    writer.write(level, MessageFormatter.basicArrayFormat(pattern, arguments), null, cause);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  private boolean isEnabled(Level level) {
    return level.toInt() >= threshold.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }
}
