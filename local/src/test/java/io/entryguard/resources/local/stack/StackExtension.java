package io.entryguard.resources.local.stack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;

/** Injects the {@link Stack} into tests, if Docker is available. */
final class StackExtension implements ExecutionCondition, ParameterResolver {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    DockerChoice choice =
        DockerChoice.of(
            System.getProperty(DockerChoice.PROPERTY, ""),
            System.getenv("CI") != null,
            () -> DockerClientFactory.instance().isDockerAvailable());
    return switch (choice) {
      case DockerChoice.Run() -> ConditionEvaluationResult.enabled("Docker answers");
      case DockerChoice.Skip(String reason) -> {
        if (context.getTestMethod().isEmpty()) {
          System.out.printf("SKIPPED the tests %s: %s.%n", context.getDisplayName(), reason);
        }
        yield ConditionEvaluationResult.disabled(reason);
      }
      case DockerChoice.Fail(String reason) ->
          throw new IllegalStateException("The tests on LocalStack cannot run: " + reason + ".");
    };
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(StackExtension.class))
        .computeIfAbsent(Stack.class, key -> Stack.start(), Stack.class);
  }
}
