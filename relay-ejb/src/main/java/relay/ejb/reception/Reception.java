package relay.ejb.reception;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import relay.domain.brake.Brake;
import relay.domain.brake.Brakes;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.quota.QuotaDesk;
import relay.domain.quota.QuotaReply;
import relay.domain.quota.QuotaVerdict;
import relay.domain.quota.QuotaVerdict.Beyond;
import relay.domain.quota.QuotaVerdict.Later;
import relay.domain.quota.QuotaVerdict.Over;
import relay.domain.reception.InboundShares;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.OpenedAddresses;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Ruling;
import relay.domain.reception.StopSign;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;
import relay.domain.reception.Verdict;
import relay.domain.smtp.SmtpReply;
import relay.domain.suppression.SuppressionBook;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.tenancy.CurrentTenancy;
import relay.ejb.guard.LaneGate;
import relay.ejb.guard.ResourceGuard;

/**
 * Takes in every mail, whatever the door. Thread-safe.
 *
 * <p>The order of storing: the RECEIVED event is written, then the mail is committed to its queue,
 * then success is told. So nothing that is delivered lacks its record; a crash or a broker that
 * fails between the two leaves a record of a mail that was never accepted, which a REJECTED event
 * then takes back where the process lives on.
 */
public final class Reception implements SubmissionListener {
  private static final Logger LOG = System.getLogger(Reception.class.getName());
  private static final SmtpReply UNAVAILABLE =
      SmtpReply.local(451, "4.3.1", "The mail could not be stored; try again later");
  private static final SmtpReply BROKEN =
      SmtpReply.local(451, "4.3.0", "The mail could not be taken; try again later");
  private static final SmtpReply NOT_OPENED =
      SmtpReply.local(550, "5.7.1", "Your address is not one that may be opened; use AUTH");
  private static final SmtpReply CROWDED =
      SmtpReply.local(452, "4.3.1", "Too much mail is waiting to be delivered; try again later");

  private final CurrentTenancy tenancy;
  private final NewMails newMails;
  private final LoginDesk logins;
  private final Stores stores;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile ReceptionPolicy policy;

  /** Where mail and its record go, and what says whether there is room. */
  public record Stores(
      Journal journal,
      MailQueues queues,
      LaneGate lanes,
      ResourceGuard guard,
      QuotaDesk quotas,
      Brakes brakes,
      SuppressionDoor suppressions,
      FaultPoint faults) {}

  public Reception(
      ReceptionPolicy policy,
      CurrentTenancy tenancy,
      NewMails newMails,
      LoginDesk logins,
      Stores stores,
      InstantSource clock,
      RandomGenerator random) {
    this.policy = policy;
    this.tenancy = tenancy;
    this.newMails = newMails;
    this.logins = logins;
    this.stores = stores;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public ReceptionPolicy policy() {
    return rules().under(stores.brakes().current());
  }

  private ReceptionPolicy rules() {
    ReceptionPolicy known = policy;
    ReceptionPolicy now = known.over(tenancy.get());
    if (now != known) {
      policy = now;
    }
    return now;
  }

  @Override
  public LoginVerdict login(LoginAttempt attempt) {
    LoginDesk.Answer answer = logins.login(attempt, clock.instant());
    note(answer.events());
    return standing(answer.verdict(), attempt.address());
  }

  @Override
  public LoginVerdict open(LoginAttempt attempt) {
    OpenedAddresses opened = policy().opened();
    if (!opened.mayOpen(attempt.address())) {
      // Before the password is looked at: where it opens nothing nobody may guess it.
      return new LoginVerdict.Denied(NOT_OPENED);
    }
    LoginVerdict verdict = login(attempt);
    if (verdict instanceof LoginVerdict.Granted granted) {
      opened.open(attempt.address(), granted.user(), clock.instant()).ifPresent(this::note);
    }
    return verdict;
  }

  /** The proof was right, but the credential may be over, or for other addresses. */
  private LoginVerdict standing(LoginVerdict verdict, InetAddress address) {
    if (verdict instanceof LoginVerdict.Granted granted
        && policy().rights().standing(granted.user(), address, clock.instant())
            instanceof Verdict.Refused refused) {
      return new LoginVerdict.Denied(
          SmtpReply.local(535, "5.7.8", String.join(" ", refused.reply().lines())));
    }
    return verdict;
  }

  @Override
  public LoginStep login(LoginMessage message) {
    LoginDesk.StepAnswer answer = logins.login(message, clock.instant());
    note(answer.events());
    if (answer.step() instanceof LoginStep.Ended ended) {
      LoginVerdict verdict = standing(ended.verdict(), message.address());
      return verdict == ended.verdict() ? ended : LoginStep.ended(verdict);
    }
    return answer.step();
  }

  @Override
  public Receipt submit(Submission mail) {
    Instant now = clock.instant();
    QueueId id = mail.composed().orElseGet(() -> QueueId.next(now, random));
    return submit(mail, id, now, mails -> put(mails, now), true);
  }

  /**
   * Takes in a mail that may be handed in again after a crash: with the same id and time it is
   * stored once. It is not counted in quotas: one that were held might be stored again elsewhere.
   * Nor does a stop refuse it: it is in our broker already, and its producer waits for no answer.
   */
  Receipt submitOnce(Submission mail, QueueId id, Instant handedInAt) {
    return submit(
        mail, id, clock.instant(), mails -> stores.queues().move(mails, handedInAt), false);
  }

  private void put(List<QueuedMail> mails, Instant now) {
    if (mails.size() == 1) {
      stores.queues().put(mails.get(0));
    } else {
      stores.queues().move(mails, now); // all in one transaction
    }
  }

  private Receipt submit(
      Submission mail,
      QueueId id,
      Instant now,
      Consumer<List<QueuedMail>> storing,
      boolean isAtDoor) {
    try {
      Optional<SmtpReply> shortage = stores.guard().refuse();
      if (shortage.isPresent()) {
        return new Receipt.Refused(shortage.get());
      }
      ReceptionPolicy rules = rules();
      HeaderSection header = rules.headerOf(mail.content());
      Ruling ruling = rules.judge(mail, header, now);
      if (ruling instanceof Ruling.Refused refused) {
        return refused(mail, refused.reply(), now);
      }
      Ruling.Taken judged = (Ruling.Taken) ruling;
      Ruling.Taken taken = isAtDoor ? withinOtpQuota(judged, now) : judged;
      Optional<SuppressionBook.Match> suppression = suppression(taken, now);
      if (suppression.isPresent()) {
        return refused(mail, SuppressionDoor.reply(suppression.get()), now);
      }
      Lane lane = taken.stream().lane();
      if (!stores.lanes().admit(lane, taken.owner()) || !stores.guard().admit(taken.owner())) {
        return new Receipt.Refused(CROWDED);
      }
      QueuedMail queued = newMails.of(taken, header, id, now);
      Optional<Brake> stop =
          isAtDoor ? stores.brakes().current().stop(queued, now) : Optional.empty();
      if (stop.isPresent()) {
        return refused(mail, StopSign.reply(stop.get()), now);
      }
      QuotaVerdict quota = isAtDoor ? count(mail, queued, now) : QuotaVerdict.ADMITTED;
      if (quota instanceof Over over) {
        return refused(mail, QuotaReply.of(over, now), now);
      }
      if (quota instanceof Beyond beyond) {
        return refused(mail, QuotaReply.of(beyond), now);
      }
      if (quota instanceof Later later) {
        queued = queued.waitingFor(later.at());
      }
      boolean isPlain = InboundShares.isPlain(taken.mail().envelope(), tenancy.get());
      if (isAtDoor && isPlain) {
        // Not what may be handed in again: it might stand in another place then, and be there
        // twice.
        queued = newMails.inLine(queued, now);
      }
      List<StoredShare> stored =
          isPlain
              ? List.of(new StoredShare(taken.mail(), queued, Optional.empty()))
              : shares(taken, header, queued);
      return store(stored, header, taken != judged, storing);
    } catch (QueueUnavailable | JournalUnavailable e) {
      LOG.log(Logger.Level.WARNING, "mail " + id + " refused with 451: " + e.getMessage());
      return new Receipt.Refused(UNAVAILABLE);
    } catch (IOException | RuntimeException e) {
      // The one place where what is broken becomes a reply; its text is for the log alone.
      LOG.log(Logger.Level.ERROR, "mail " + id + " refused with 451", e);
      return new Receipt.Refused(BROKEN);
    }
  }

  /** What is above the quota of one-time passwords goes on as transactional mail. */
  private Ruling.Taken withinOtpQuota(Ruling.Taken taken, Instant now) {
    int recipients = taken.mail().envelope().recipients().size();
    return taken.in(stores.quotas().lane(taken.stream().lane(), taken.owner(), recipients, now));
  }

  /** Of a mail that nobody would get. What strangers send to domains of ours is not our sending. */
  private Optional<SuppressionBook.Match> suppression(Ruling.Taken taken, Instant now) {
    SuppressionDoor door = stores.suppressions();
    if (door.isOpen() || !taken.mayRelay() || taken.mail().envelope().sender().isNull()) {
      return Optional.empty();
    }
    return door.refusal(
        taken.owner(), taken.stream().lane(), taken.mail().envelope().recipients(), now);
  }

  private QuotaVerdict count(Submission mail, QueuedMail queued, Instant now) {
    int recipients = mail.envelope().recipients().size();
    return stores.quotas().take(queued.owner(), mail.client().address(), recipients, now);
  }

  private Receipt refused(Submission mail, SmtpReply reply, Instant now) {
    note(ReceivedEvent.rejected(mail, Optional.empty(), reply, now));
    return new Receipt.Refused(reply);
  }

  /** One share of a mail, ready to be stored. */
  private record StoredShare(Submission mail, QueuedMail queued, Optional<EmailAddress> writtenTo) {
    MailEvent received(HeaderSection header) {
      MailEvent event = ReceivedEvent.received(mail, queued, header, queued.acceptedAt());
      return writtenTo.isPresent() ? ReceivedEvent.forwarded(event, writtenTo.get()) : event;
    }
  }

  /** The first keeps the id that the client is told; those of the others follow from it. */
  private List<StoredShare> shares(Ruling.Taken taken, HeaderSection header, QueuedMail whole) {
    List<StoredShare> stored = new ArrayList<>();
    QueueId id = whole.entry().mail();
    Instant now = whole.acceptedAt();
    for (InboundShares.Share share : InboundShares.of(taken.mail(), tenancy.get())) {
      QueueId own =
          stored.isEmpty() ? id : QueueId.derived(now, id.text() + " share " + stored.size());
      var part =
          new Ruling.Taken(
              share.mail(), taken.stream(), taken.owner(), taken.mayRelay(), taken.authors());
      QueuedMail queued = newMails.of(part, header, own, now);
      queued =
          share.feedback()
              ? queued.asFeedback()
              : whole.dueAt().map(queued::waitingFor).orElse(queued);
      stored.add(new StoredShare(share.mail(), queued, share.writtenTo()));
    }
    return stored;
  }

  private Receipt store(
      List<StoredShare> shares,
      HeaderSection header,
      boolean isAboveOtpQuota,
      Consumer<List<QueuedMail>> storing) {
    List<MailEvent> received = new ArrayList<>(2);
    List<QueuedMail> mails = new ArrayList<>(1);
    for (StoredShare share : shares) {
      QueuedMail mail = share.queued();
      MailEvent event = share.received(header);
      received.add(isAboveOtpQuota ? ReceivedEvent.aboveOtpQuota(event) : event);
      mail.dueAt()
          .ifPresent(
              until ->
                  received.add(ReceivedEvent.held(mail, until, newMails.whyWaiting(mail, until))));
      mails.add(mail);
    }
    stores.journal().write(received);
    stores.faults().reached(FaultPoint.RECEIVED_WRITTEN);
    try {
      storing.accept(mails);
    } catch (QueueUnavailable e) {
      for (StoredShare share : shares) {
        Optional<QueueId> id = Optional.of(share.queued().entry().mail());
        note(ReceivedEvent.rejected(share.mail(), id, UNAVAILABLE, clock.instant()));
      }
      throw e;
    }
    for (QueuedMail mail : mails) {
      if (mail.dueAt().isEmpty() && !mail.isFeedback()) {
        stores.lanes().entered(mail.lane());
      }
    }
    stores.faults().reached(FaultPoint.RECEPTION_COMMITTED);
    return new Receipt.Accepted(mails.get(0).entry().mail());
  }

  /** What is worth a line and no reason to refuse or accept anything. */
  private void note(MailEvent event) {
    note(List.of(event));
  }

  private void note(List<MailEvent> events) {
    try {
      if (!events.isEmpty()) {
        stores.journal().write(events);
      }
    } catch (JournalUnavailable e) {
      LOG.log(
          Logger.Level.WARNING, events.get(0).type() + " not in the journal: " + e.getMessage());
    }
  }
}
