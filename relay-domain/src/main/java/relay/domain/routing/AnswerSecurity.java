package relay.domain.routing;

import java.util.Locale;

/**
 * What DNSSEC says to one answer of the DNS (RFC 4033 5).
 *
 * @param why for the postmaster; empty where there is nothing to add
 */
public record AnswerSecurity(Status status, String why) {
  /** Nobody can have forged it. */
  public static final AnswerSecurity SECURE = new AnswerSecurity(Status.SECURE, "");

  /** Nobody looked. */
  public static final AnswerSecurity UNCHECKED =
      new AnswerSecurity(Status.UNCHECKED, "nobody validates: dns.dnssec is off");

  /** How far an answer can be believed. */
  public enum Status {
    /** Signed from a trust anchor down, or proven not to be there. */
    SECURE,
    /** Its zone is not signed, which its parents prove, or the resolver does not vouch for it. */
    INSECURE,
    /** It ought to be signed and is not as it ought to be: forged, or a mistake of its zone. */
    BOGUS,
    /** There is no answer to judge. */
    UNKNOWN,
    /** Nobody looked. */
    UNCHECKED;

    /** The word in answers: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static AnswerSecurity insecure(String why) {
    return new AnswerSecurity(Status.INSECURE, why);
  }

  public static AnswerSecurity bogus(String why) {
    return new AnswerSecurity(Status.BOGUS, why);
  }

  public static AnswerSecurity unknown(String why) {
    return new AnswerSecurity(Status.UNKNOWN, why);
  }

  public boolean isSecure() {
    return status == Status.SECURE;
  }
}
