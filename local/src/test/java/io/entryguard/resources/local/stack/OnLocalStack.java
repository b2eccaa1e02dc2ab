package io.entryguard.resources.local.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests on a {@link Stack}, one for all of them. {@code ./mvnw -Pdocker verify} runs them, and no
 * others; a plain {@code ./mvnw verify} says that it does not.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(StackExtension.class)
@interface OnLocalStack {}
