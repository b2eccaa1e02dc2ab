package io.entryguard.resources.function.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiStageTest {
  @ParameterizedTest
  @CsvSource({
    "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/GET/v1/resources,"
        + "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*",
    "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/POST/v1/resources,"
        + "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*",
    "arn:aws:execute-api:us-east-1:123456789012:1234567890/Prod/GET/,"
        + "arn:aws:execute-api:us-east-1:123456789012:1234567890/Prod/*",
    "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/test-invoke-stage/GET/v1/resources,"
        + "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/test-invoke-stage/*",
    "arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:a1b2c3d4e5/api/GET/v1,"
        + "arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:a1b2c3d4e5/api/*"
  })
  void namesAllMethodsOfTheStage(String methodArn, String allMethods) {
    assertThat(ApiStage.ofMethod(methodArn).allMethods()).isEqualTo(allMethods);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "../other", "a/b/*/c", "?", "", "a\nb"})
  void ignoresThePath(String path) {
    assertThat(
            ApiStage.ofMethod(
                    "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/GET/" + path)
                .allMethods())
        .isEqualTo("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api/*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5",
        "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/api",
        "arn:aws:execute-api:eu-central-1:123456789012:*/api/GET/v1",
        "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/*/GET/v1",
        "arn:aws:execute-api:*:*:a1b2c3d4e5/api/GET/v1",
        "arn:aws:lambda:eu-central-1:123456789012:function/api/GET/v1"
      })
  void rejectsAnythingButAMethodArn(String methodArn) {
    assertThatIllegalArgumentException().isThrownBy(() -> ApiStage.ofMethod(methodArn));
  }
}
