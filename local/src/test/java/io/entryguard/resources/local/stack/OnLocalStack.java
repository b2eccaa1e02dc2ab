package io.entryguard.resources.local.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests on a shared {@link Stack}. {@code ./mvnw -Pdocker verify} runs only these; a plain
 * {@code ./mvnw verify} skips them and says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(StackExtension.class)
@interface OnLocalStack {}
