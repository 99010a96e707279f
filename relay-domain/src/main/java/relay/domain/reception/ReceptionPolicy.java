package relay.domain.reception;

import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.ReversePath;

/**
 * Who may hand in what: relay right, limits, loops. Pure and immutable; the same rules for SMTP,
 * JMS and HTTP.
 *
 * <p>A client relays to anywhere only when it is authenticated or its address is allow-listed;
 * everyone else reaches only the domains we are responsible for (never an open relay).
 */
public interface ReceptionPolicy {
  /**
   * MAIL: is this sender acceptable from this client, and is the announced size (0 when unknown)
   * within limits?
   */
  Verdict mail(ClientSession client, ReversePath sender, long announcedSize);

  /**
   * RCPT: may this client send to this recipient, {@code already} having been taken in this
   * transaction?
   */
  Verdict rcpt(ClientSession client, ReversePath sender, EmailAddress recipient, int already);

  /** Largest mail in octets. */
  long sizeMax();

  /** Most recipients of one mail. */
  int recipientsMax();

  /** The whole mail, after its last octet: size, Received count, header limits. */
  Verdict content(ClientSession client, Envelope envelope, long size, int receivedFields);
}
