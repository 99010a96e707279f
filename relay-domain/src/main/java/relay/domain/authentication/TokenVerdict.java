package relay.domain.authentication;

/** What a token is worth. */
public sealed interface TokenVerdict {

  /**
   * It is genuine, valid now, and meant for us.
   *
   * @param issuer name of the issuer in the settings
   * @param user the claim that names the account; may be empty
   */
  record Proven(String issuer, String subject, String user) implements TokenVerdict {}

  /**
   * It is worth nothing.
   *
   * @param reason one word for the journal
   */
  record Refused(String reason) implements TokenVerdict {}

  /** The keys of its issuer are not to be had now. */
  record Unknown(String issuer) implements TokenVerdict {}
}
