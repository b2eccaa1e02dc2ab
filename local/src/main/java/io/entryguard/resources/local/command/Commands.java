package io.entryguard.resources.local.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Creates picocli command lines that report every failure in one line on stderr. */
public final class Commands {
  private static final int USAGE_WIDTH = 120;

  private Commands() {}

  /** Returns the command line, with {@code --help} in addition to the command's own options. */
  public static CommandLine commandLine(Callable<Integer> command, PrintStream err) {
    var commandLine = new CommandLine(command);
    commandLine
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("print this help")
                .build());
    return commandLine
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(USAGE_WIDTH)
        .setParameterExceptionHandler((mistake, _) -> {
          CommandLine line = mistake.getCommandLine();
          line.getErr().println(mistake.getMessage() + "; --help names all options.");
          return line.getCommandSpec().exitCodeOnInvalidInput();
        })
        .setExecutionExceptionHandler((failure, line, _) -> {
          if (!(failure instanceof CommandException)) {
            throw failure;
          }
          line.getErr().println(failure.getMessage());
          return line.getCommandSpec().exitCodeOnExecutionException();
        });
  }
}
