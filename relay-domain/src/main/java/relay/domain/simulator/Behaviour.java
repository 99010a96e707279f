package relay.domain.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import relay.domain.smtp.SmtpReply;

/** What a simulated mailbox does; each has a word by which addresses name it. */
public enum Behaviour {
  /** Takes the mail. */
  ACCEPT,
  UNKNOWN(550, "5.1.1", "No such user here (simulated)"),
  FULL(452, "4.2.2", "The mailbox is full (simulated)"),
  DEFER(451, "4.3.0", "Try again later (simulated)"),
  /** Puts the first try off, and takes one that comes when it should. */
  GREYLIST,
  /** Takes the mail after a pause. */
  SLOW,
  /** Takes so many mails a minute for each address. */
  RATELIMIT,
  BLOCK(554, "5.7.1", "Service refused; your IP address is on our blocklist (simulated)"),
  /** Offers STARTTLS and cannot do it. */
  TLS_BROKEN,
  /** Hangs up when it hears the recipient. */
  DROP,
  /** Takes the mail and reports later that it could not be delivered (RFC 3464). */
  BOUNCE,
  /** Takes the mail and complains about it later (RFC 5965). */
  COMPLAIN,
  /** Hangs up when it has the whole mail, without a word whether it was taken. */
  IN_DOUBT;

  private final Optional<SmtpReply> refusal;

  Behaviour() {
    this.refusal = Optional.empty();
  }

  Behaviour(int code, String status, String text) {
    this.refusal = Optional.of(SmtpReply.local(code, status, text));
  }

  /** How addresses name it: {@code tls-broken}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a mail comes back after this one was taken. */
  boolean reportsBack() {
    return this == BOUNCE || this == COMPLAIN;
  }

  /** What is always said to a recipient that behaves so; empty: it is taken, or it depends. */
  Optional<SmtpReply> refusal() {
    return refusal;
  }

  /** Whether there is such a word, in any case. */
  static Optional<Behaviour> named(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(b -> b.word().equals(lower)).findFirst();
  }
}
