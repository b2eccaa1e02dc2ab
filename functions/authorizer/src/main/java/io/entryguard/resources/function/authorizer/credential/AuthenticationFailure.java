package io.entryguard.resources.function.authorizer.credential;

/** Why authentication failed. Written to the log only; every such caller gets the same response. */
public enum AuthenticationFailure {
  /** No header with a credential. */
  NO_CREDENTIAL,
  /** A header in an unsupported form, or too long. */
  CREDENTIAL_MALFORMED,
  /** More than one credential, or one header more than once. */
  CREDENTIAL_AMBIGUOUS,

  /** Not three parts of canonical base64url, two of them strict JSON objects. */
  TOKEN_MALFORMED,
  /** A header member is not allowed, or of the wrong type. */
  TOKEN_HEADER,
  /** An algorithm that is not supported. */
  TOKEN_ALGORITHM,
  /** No matching key: the {@code kid} is unknown, of another algorithm, or no longer in use. */
  TOKEN_KEY,
  /** The signature does not match any candidate key. */
  TOKEN_SIGNATURE,
  /** A claim is missing or of the wrong type. */
  TOKEN_CLAIMS,
  /** Another {@code iss} than the configured one. */
  TOKEN_ISSUER,
  /** Without the configured {@code aud}. */
  TOKEN_AUDIENCE,
  /** Past its {@code exp}. */
  TOKEN_EXPIRED,
  /** Before its {@code nbf} or its {@code iat}. */
  TOKEN_NOT_YET_VALID,

  /** The key does not exist. */
  KEY_UNKNOWN,
  /** Revoked by its organization. */
  KEY_REVOKED,
  /** Past its expiry. */
  KEY_EXPIRED
}
