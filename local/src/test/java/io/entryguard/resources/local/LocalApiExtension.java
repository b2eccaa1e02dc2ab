package io.entryguard.resources.local;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the {@link LocalApiFixture}, which is started once and shared by all tests. */
public final class LocalApiExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalApiFixture.class;
  }

  @Override
  public LocalApiFixture resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(LocalApiExtension.class))
        .computeIfAbsent(
            LocalApiFixture.class, key -> LocalApiFixture.start(), LocalApiFixture.class);
  }
}
