package io.entryguard.resources.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  private static final String METHOD = "arn:aws:execute-api:eu-central-1:1:a/api/GET/v1/resources";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true  | {"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-central-1:1:a/api/GET/v1/resources"}
          true  | {"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-central-1:1:a/api/*"}
          true  | {"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["nothing","arn:*/a?i/*"]}
          true  | {"Effect":"Allow","Action":"*","Resource":"*"}
          false | {"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-central-1:1:a/api/POST/*"}
          false | {"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn.aws.execute-api.*"}
          false | {"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}
          false | {"Effect":"Deny","Action":"execute-api:Invoke","Resource":"*"}
          false | {"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*"}
          false | {"Effect":"Allow","Action":"execute-api:Invoke"}
          """)
  void allowsIfAStatementAllowsAndNoneDenies(boolean allowed, String statements)
      throws JsonProcessingException {
    var policy =
        new PolicyDocument(new ObjectMapper().readTree("{\"Statement\":[" + statements + "]}"));

    assertThat(policy.allows(METHOD)).isEqualTo(allowed);
  }
}
