package relay.ejb.delivery.worker;

import java.io.IOException;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.DkimSigner;
import relay.ejb.delivery.worker.Marking.Marks;

/**
 * A mail before its next hop: as it came, which is how it waits for a place there, and marked and
 * signed, which is how it goes out and is kept after an attempt. That is done once, and only for
 * mail that something is tried with: a signature costs about as much as putting a mail off, and one
 * made hours before the mail goes may name a key that has left the DNS since. Of one worker.
 */
final class MailInHand {
  private static final byte[] NO_FIELDS = new byte[0];
  private final QueuedMail asItCame;
  private final Marks marks;
  private final Marking marking;
  private final DkimSigner signer;
  private Outgoing outgoing;

  /**
   * @param marks for the only recipient, or for all of them alike
   */
  MailInHand(QueuedMail asItCame, Marks marks, Marking marking, DkimSigner signer) {
    this.asItCame = asItCame;
    this.marks = marks;
    this.marking = marking;
    this.signer = signer;
  }

  QueuedMail asItCame() {
    return asItCame;
  }

  /** Marked, and its signatures; what is written anew for each attempt has none of its own. */
  Outgoing outgoing() throws IOException {
    if (outgoing == null) {
      QueuedMail mail = marking.marked(asItCame, 0, marks);
      outgoing =
          mail.signed() || mail.isUnwritten()
              ? new Outgoing(mail, null)
              : new Outgoing(mail, signer.sign(mail.owner().tenant(), NO_FIELDS, mail.content()));
    }
    return outgoing;
  }

  /** Marked, the signatures in its header: nothing of that is done again. */
  QueuedMail signed() throws IOException {
    Outgoing ready = outgoing();
    return ready.signatures() == null
        ? ready.mail()
        : ready.mail().signed(ready.mail().content().after(ready.signatures().fields()));
  }
}
