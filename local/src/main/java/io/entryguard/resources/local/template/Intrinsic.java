package io.entryguard.resources.local.template;

/**
 * A CloudFormation intrinsic function, in its short or long form.
 *
 * @param name {@code Ref}, {@code Sub}, {@code GetAtt} …, without {@code Fn::}
 */
record Intrinsic(String name, Object argument) {}
