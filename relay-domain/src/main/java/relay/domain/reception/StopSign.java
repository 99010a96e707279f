package relay.domain.reception;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.MailTraits;
import relay.domain.control.Responsible;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.ReversePath;
import relay.domain.smtp.SmtpReply;
import relay.domain.suppression.SuppressionDoor;

/**
 * Refuses for now what the postmaster has stopped, as early as it can be told; what else is wrong
 * with a mail is told first. Immutable.
 */
public final class StopSign {
  /** Nothing is stopped. */
  static final StopSign NONE = new StopSign(BrakeBook.EMPTY, SuppressionDoor.OPEN);

  private final BrakeBook book;
  private final SuppressionDoor suppression;

  private StopSign(BrakeBook book, SuppressionDoor suppression) {
    this.book = book;
    this.suppression = suppression;
  }

  /** The same list of whom no mail goes to, other brakes. */
  StopSign under(BrakeBook other) {
    return new StopSign(other, suppression);
  }

  /** The same brakes, another list of whom no mail goes to. */
  StopSign with(SuppressionDoor other) {
    return new StopSign(book, other);
  }

  /** Whether it says what this book says. */
  boolean isOf(BrakeBook other) {
    return book == other || !book.hasStops() && !other.hasStops();
  }

  /** RFC 3463 4.3.2: the system takes no mail now. Why it is so is the postmaster's business. */
  public static SmtpReply reply(Brake stop) {
    return SmtpReply.local(
        451,
        "4.3.2",
        "The postmaster has stopped this mail (brake "
            + stop.id()
            + "); keep it and send it again later, or ask the postmaster");
  }

  Verdict mail(Verdict otherwise, ClientSession client, ReversePath sender) {
    return rcpt(otherwise, client, sender, Optional.empty());
  }

  /** Whether mail of a tenant goes to nobody at this address, whatever stream it is of. */
  Verdict recipient(Supplier<Optional<Submitter>> submitter, EmailAddress recipient) {
    if (suppression.isOpen()) {
      return Verdict.ALLOWED;
    }
    return submitter
        .get()
        .flatMap(who -> suppression.refusal(who.tenant().id(), recipient))
        .<Verdict>map(
            match ->
                new Verdict.Refused(
                    SuppressionDoor.reply(match),
                    Optional.of(new Responsible("suppression", match.id()))))
        .orElse(Verdict.ALLOWED);
  }

  Verdict rcpt(
      Verdict otherwise,
      ClientSession client,
      ReversePath sender,
      Optional<EmailAddress> recipient) {
    if (!book.hasStops() || otherwise instanceof Verdict.Refused) {
      return otherwise;
    }
    String tenant = client.user().map(AuthenticatedUser::tenant).orElse("");
    // A mail that is just coming is older than nothing.
    MailTraits traits = MailTraits.arriving(tenant, sender, Instant.MAX);
    return book.stop(traits, recipient.map(MailTraits::domainOf).orElse(""))
        .map(StopSign::refusal)
        .orElse(otherwise);
  }

  private static Verdict refusal(Brake stop) {
    return new Verdict.Refused(reply(stop), Optional.of(new Responsible("brake", stop.id())));
  }
}
