package io.entryguard.resources.function.authorizer;

/** Why a caller is not known: for the log alone, because callers all get the same answer. */
public enum AuthenticationFailure {
  /** No header that could name a caller. */
  NO_CREDENTIAL,
  /** A header in a form that is not taken, or too long. */
  CREDENTIAL_MALFORMED,
  /** More than one credential, or one header more than once. */
  CREDENTIAL_AMBIGUOUS,

  /** Not three parts of canonical base64url, two of them strict JSON objects. */
  TOKEN_MALFORMED,
  /** A header member that is not taken, or not of its type. */
  TOKEN_HEADER,
  /** An algorithm that no key here uses. */
  TOKEN_ALGORITHM,
  /** No key for it: its {@code kid} is unknown, of another algorithm, or past its end. */
  TOKEN_KEY,
  /** Signed by nobody known here, or changed since. */
  TOKEN_SIGNATURE,
  /** A claim is missing, or not of its type. */
  TOKEN_CLAIMS,
  /** Issued by somebody else. */
  TOKEN_ISSUER,
  /** Issued for somebody else. */
  TOKEN_AUDIENCE,
  /** Past its {@code exp}. */
  TOKEN_EXPIRED,
  /** Before its {@code nbf}, or before the {@code iat} at which it says it was issued. */
  TOKEN_NOT_YET_VALID,

  /** No such key. */
  KEY_UNKNOWN,
  /** Taken back by its organization. */
  KEY_REVOKED,
  /** Past its end. */
  KEY_EXPIRED
}
