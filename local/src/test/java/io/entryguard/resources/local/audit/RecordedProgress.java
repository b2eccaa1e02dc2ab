package io.entryguard.resources.local.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an audit says. */
final class RecordedProgress implements Progress {
  private final List<String> lines = new ArrayList<>();
  private int read;
  private int waits;

  @Override
  public void read(int organizations) {
    read = organizations;
  }

  @Override
  public void readingAgain(int organizations, Duration wait) {
    waits++;
  }

  @Override
  public void found(Finding finding) {
    lines.add(finding.line());
  }

  List<String> lines() {
    return lines;
  }

  int organizationsRead() {
    return read;
  }

  int waits() {
    return waits;
  }
}
