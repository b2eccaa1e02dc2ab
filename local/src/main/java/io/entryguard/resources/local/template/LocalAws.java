package io.entryguard.resources.local.template;

/** Made-up account, region and names of AWS. */
public final class LocalAws {
  public static final String REGION = "eu-central-1";
  public static final String ACCOUNT = "000000000000";
  public static final String API_ID = "local";
  public static final String STACK = "local";

  private LocalAws() {}
}
