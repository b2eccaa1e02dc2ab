package io.entryguard.resources.function.authorizer;

/** Why a caller is not known. Only the log says it; every such caller gets the same response. */
public enum AuthenticationFailure {
  /** No header that could name a caller. */
  NO_CREDENTIAL,
  /** A header in an unsupported form, or too long. */
  CREDENTIAL_MALFORMED,
  /** More than one credential, or one header more than once. */
  CREDENTIAL_AMBIGUOUS,

  /** Not three parts of canonical base64url, two of them strict JSON objects. */
  TOKEN_MALFORMED,
  /** A header member is refused, or not of its type. */
  TOKEN_HEADER,
  /** An algorithm that no key here uses. */
  TOKEN_ALGORITHM,
  /** No key for it: its {@code kid} is unknown, of another algorithm, or no longer in use. */
  TOKEN_KEY,
  /** Not signed with a key of the keyring, or changed since. */
  TOKEN_SIGNATURE,
  /** A claim is missing, or not of its type. */
  TOKEN_CLAIMS,
  /** Another {@code iss} than the configured one. */
  TOKEN_ISSUER,
  /** Without the configured {@code aud}. */
  TOKEN_AUDIENCE,
  /** Past its {@code exp}. */
  TOKEN_EXPIRED,
  /** Before its {@code nbf} or its {@code iat}. */
  TOKEN_NOT_YET_VALID,

  /** No such key. */
  KEY_UNKNOWN,
  /** Revoked by its organization. */
  KEY_REVOKED,
  /** Past its expiry. */
  KEY_EXPIRED
}
