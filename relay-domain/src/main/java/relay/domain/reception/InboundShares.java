package relay.domain.reception;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.InboundPlace;
import relay.domain.tenancy.Tenancy;

/**
 * Sorts a mail by where its recipients' mail goes: on by its routes, to those who read what comes
 * back, to an application, to a person.
 *
 * <p>What is forwarded goes on from the null path and wants no reports: a failure behind us is ours
 * to see and none of the stranger's who wrote, and his domain's SPF does not name us.
 */
public final class InboundShares {

  /**
   * A part of a mail that goes one way.
   *
   * @param feedback whether it is for the feedback queue, and not for its lane
   * @param writtenTo of what is forwarded: the address that it was written to
   */
  public record Share(Submission mail, boolean feedback, Optional<EmailAddress> writtenTo) {}

  private InboundShares() {}

  /** Whether all of a mail goes on by its routes: nearly always, and quick to say. */
  public static boolean isPlain(Envelope envelope, Tenancy tenancy) {
    if (!tenancy.sortsInbound()) {
      return true;
    }
    List<Recipient> recipients = envelope.recipients();
    for (int i = 0; i < recipients.size(); i++) {
      if (!(place(recipients.get(i).address(), tenancy) instanceof InboundPlace.Relayed)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The shares of a mail, at least one; each recipient is in one. An address that is refused at
   * RCPT goes on like others: whoever brought it here may send to anywhere.
   */
  public static List<Share> of(Submission mail, Tenancy tenancy) {
    List<Recipient> relayed = new ArrayList<>();
    List<Recipient> feedback = new ArrayList<>();
    Map<EmailAddress, EmailAddress> forwarded = new LinkedHashMap<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      InboundPlace place = place(recipient.address(), tenancy);
      if (place instanceof InboundPlace.Feedback || place instanceof InboundPlace.Queued) {
        feedback.add(recipient);
      } else if (place instanceof InboundPlace.Forwarded to) {
        forwarded.putIfAbsent(to.to(), recipient.address());
      } else {
        relayed.add(recipient);
      }
    }
    List<Share> shares = new ArrayList<>();
    if (!relayed.isEmpty()) {
      Envelope envelope = mail.envelope().withRecipients(relayed);
      shares.add(new Share(mail.with(envelope), false, Optional.empty()));
    }
    if (!feedback.isEmpty()) {
      Envelope envelope = mail.envelope().withRecipients(feedback);
      shares.add(new Share(mail.with(envelope), true, Optional.empty()));
    }
    forwarded.forEach(
        (to, from) -> shares.add(new Share(mail.with(onward(mail, to)), false, Optional.of(from))));
    return shares;
  }

  private static Envelope onward(Submission mail, EmailAddress to) {
    MailOptions asked = mail.envelope().options();
    var options =
        MailOptions.needing(
            asked.eightBit(), asked.smtpUtf8() || to.needsSmtpUtf8(), asked.requireTls());
    var recipient = new Recipient(to, Set.of(Notify.NEVER), Optional.empty());
    return new Envelope(ReversePath.NULL, List.of(recipient), options);
  }

  /** Where mail for an address goes. */
  public static InboundPlace place(EmailAddress address, Tenancy tenancy) {
    if (address.isLiteral()) {
      return RELAYED;
    }
    Optional<InboundDomain> domain = tenancy.inbound(DomainName.of(address.domain()));
    return domain.isPresent() ? domain.get().place(address.localPart()) : RELAYED;
  }

  private static final InboundPlace RELAYED = new InboundPlace.Relayed();
}
