package relay.domain.reception;

import java.util.Optional;
import relay.domain.control.Responsible;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.StreamTracking;

/** What the policy says to a whole mail. */
public sealed interface Ruling {

  /**
   * Nothing of it is kept.
   *
   * @param by as {@link Verdict.Refused#by}
   */
  record Refused(SmtpReply reply, Optional<Responsible> by) implements Ruling {
    static Refused of(Verdict.Refused verdict) {
      return new Refused(verdict.reply(), verdict.by());
    }
  }

  /**
   * It is to be taken.
   *
   * @param mail as it was handed in, or with the sender that takes the place of a foreign one
   * @param authors fields that take the place of From and Sender; empty: they stay
   */
  record Taken(
      Submission mail, Stream stream, MailOwner owner, boolean mayRelay, Optional<String> authors)
      implements Ruling {

    /** The same in another lane than that of its stream. */
    public Taken in(Lane lane) {
      return stream.lane() == lane
          ? this
          : new Taken(mail, stream.in(lane), owner, mayRelay, authors);
    }

    /** Whether its links are to be tracked: those of our own making, or of any if so wished. */
    public boolean isTracked() {
      StreamTracking tracking = stream.tracking();
      return tracking.isOn() && mayRelay && (mail.composed().isPresent() || tracking.ofSmtp());
    }
  }
}
