package relay.domain.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What MAIL asked for beside the path; carried with the mail to the last hop.
 *
 * @param ret RET of RFC 3461
 * @param envelopeId ENVID of RFC 3461 as written (xtext)
 * @param eightBit BODY=8BITMIME of RFC 6152
 * @param smtpUtf8 SMTPUTF8 of RFC 6531
 * @param requireTls REQUIRETLS of RFC 8689
 * @param deliverBy BY of RFC 2852
 * @param holdUntil HOLDFOR or HOLDUNTIL of RFC 4865, as an instant
 * @param zone time zone of the recipients, as far as the sender named one
 * @param priority MT-PRIORITY of RFC 6710, -9 to 9, 0 when absent
 * @param tlsWaived whether no TLS policy of its recipients' domains may keep it back: a report of
 *     ours about such policies (RFC 8460 3), or a mail that asks for that (TLS-Required: No, RFC
 *     8689 3); its own sessions are not reported
 */
public record MailOptions(
    Optional<ReturnContent> ret,
    Optional<String> envelopeId,
    boolean eightBit,
    boolean smtpUtf8,
    boolean requireTls,
    Optional<DeliverBy> deliverBy,
    Optional<Instant> holdUntil,
    int priority,
    Optional<ZoneId> zone,
    boolean tlsWaived) {

  public static final MailOptions NONE = needing(false, false, false);

  /** Of a mail that asks for nothing but what it needs to be handed on. */
  public static MailOptions needing(boolean eightBit, boolean smtpUtf8, boolean requireTls) {
    return new MailOptions(
        Optional.empty(),
        Optional.empty(),
        eightBit,
        smtpUtf8,
        requireTls,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  /** Bound to the TLS policies like any mail. */
  public MailOptions(
      Optional<ReturnContent> ret,
      Optional<String> envelopeId,
      boolean eightBit,
      boolean smtpUtf8,
      boolean requireTls,
      Optional<DeliverBy> deliverBy,
      Optional<Instant> holdUntil,
      int priority,
      Optional<ZoneId> zone) {
    this(
        ret,
        envelopeId,
        eightBit,
        smtpUtf8,
        requireTls,
        deliverBy,
        holdUntil,
        priority,
        zone,
        false);
  }

  /** Of a report about TLS. */
  public static MailOptions waivingTls() {
    return NONE.withoutTlsPolicies();
  }

  /** The same for a mail that is to arrive whatever TLS its recipients' domains ask for. */
  public MailOptions withoutTlsPolicies() {
    return new MailOptions(
        ret,
        envelopeId,
        eightBit,
        smtpUtf8,
        requireTls,
        deliverBy,
        holdUntil,
        priority,
        zone,
        true);
  }

  public MailOptions {
    if (priority < -9 || priority > 9) {
      throw new IllegalArgumentException("MT-PRIORITY is -9 to 9");
    }
  }

  /** What a failure report returns of the mail (RFC 3461 4.3). */
  public enum ReturnContent {
    FULL,
    HDRS
  }

  /**
   * A time limit of RFC 2852.
   *
   * @param returnAfter true for by-mode R (give up and report), false for N (notify and go on)
   * @param trace whether relays are to be reported
   */
  public record DeliverBy(Instant deadline, boolean returnAfter, boolean trace) {}
}
