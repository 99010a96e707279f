package relay.ejb.feedback;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.Brake;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.feedback.event.IncomingFeedback;
import relay.domain.feedback.event.RecordNotYet;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.mail.MailVerdict;
import relay.domain.feedback.mail.ReadingLimits;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.InboundShares;
import relay.domain.secret.ContentUnreadable;
import relay.domain.secret.SealedContent;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.InboundPlace;
import relay.domain.view.ViewUnavailable;
import relay.ejb.queues.ApplicationQueue;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.MailMessage;

/**
 * Reads one mail of the feedback queue and writes down what follows. When {@link #take} returns,
 * the message may be acknowledged; when it throws, the broker gives it out again. Thread-safe.
 *
 * <p>Events and the end of the mail's own story are written in one piece: a message that the broker
 * gives out again after a crash is known to the ledger by that end, and left alone.
 */
public final class FeedbackWorker {
  private static final Logger LOG = System.getLogger(FeedbackWorker.class.getName());
  private static final int HEADER_OCTETS_MAX = 64 << 10;
  private static final int HEADER_FIELDS_MAX = 1000;
  private final MailMessage messages;
  private final DeadLetters deadLetters;
  private final ApplicationQueue applications;
  private final LockedFeedback locked;
  private final CurrentTenancy tenancy;
  private final AttemptLedger ledger;
  private final FeedbackReader reader;
  private final TenantReplyRules replies;
  private final FeedbackJudge judge;
  private final ReportMail reports;
  private final SenderChecks senders;
  private final Journal journal;
  private final InstantSource clock;

  /** Where messages come from and go to. */
  record Letters(
      MailMessage messages,
      DeadLetters dead,
      ApplicationQueue applications,
      LockedFeedback locked) {}

  /** Who reads what comes back, and says what follows. */
  record Readers(
      FeedbackReader reader,
      TenantReplyRules replies,
      FeedbackJudge judge,
      ReportMail reports,
      SenderChecks senders) {}

  FeedbackWorker(
      Letters letters,
      CurrentTenancy tenancy,
      AttemptLedger ledger,
      Readers readers,
      Journal journal,
      InstantSource clock) {
    this.messages = letters.messages();
    this.deadLetters = letters.dead();
    this.applications = letters.applications();
    this.locked = letters.locked();
    this.tenancy = tenancy;
    this.ledger = ledger;
    this.reader = readers.reader();
    this.replies = readers.replies();
    this.judge = readers.judge();
    this.reports = readers.reports();
    this.senders = readers.senders();
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * @throws RuntimeException when the broker must give the message out again
   */
  void take(Message message) {
    QueuedMail mail;
    try {
      mail = messages.read(message);
    } catch (IllegalArgumentException e) {
      deadLetters.bury(message, "not a mail: " + e.getMessage());
      return;
    } catch (JMSException e) {
      throw new QueueUnavailable("a message of the feedback queue cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("a large mail cannot be kept while it is read", e);
    }
    try {
      work(mail);
    } catch (ContentUnreadable e) {
      waitOrEnd(mail, e);
    } catch (QueueUnavailable | JournalUnavailable | ViewUnavailable | RecordNotYet e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("the content of mail " + mail.entry() + " is unreadable", e);
    } catch (RuntimeException e) {
      // A defect of ours: never lost, never tried for ever.
      LOG.log(Logger.Level.ERROR, "feedback " + mail.entry() + " cannot be read", e);
      deadLetters.bury(message, mail.content(), "feedback that could not be read: " + e);
    } finally {
      mail.content().close();
    }
  }

  private void work(QueuedMail mail) throws IOException {
    if (!ledger.isFresh(mail.entry())) {
      return; // what follows from it is on record, to its end
    }
    if (mail.content() instanceof SealedContent sealed) {
      workOn(mail.withContent(sealed.opened()));
      locked.over(mail);
    } else {
      workOn(mail);
    }
  }

  /** Nothing is decided about a mail that nobody can read, unless an operator does. */
  private void waitOrEnd(QueuedMail mail, ContentUnreadable why) {
    Instant now = clock.instant();
    Optional<Brake> end = locked.endedBy(mail, why, now);
    if (end.isEmpty()) {
      throw new UncheckedIOException("feedback " + mail.entry() + " waits at the broker", why);
    }
    List<MailEvent> events = new ArrayList<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      events.add(
          ignored(mail, "it could not be read, and was ended: " + end.get().sentence(), now));
      events.add(ended(mail, recipient.address(), "feedback", now));
    }
    journal.writeDurably(events);
    locked.over(mail);
  }

  private void workOn(QueuedMail mail) throws IOException {
    Instant now = clock.instant();
    List<MailEvent> events = new ArrayList<>();
    for (Recipient recipient : mail.envelope().recipients()) {
      InboundPlace place = InboundShares.place(recipient.address(), tenancy.get());
      String where = "feedback";
      if (place instanceof InboundPlace.Queued queued) {
        applications.put(queued.queue(), mail, recipient.address());
        where = "queue " + queued.queue();
      } else if (place instanceof InboundPlace.Feedback feedback) {
        if (feedback.address().takesReports()) {
          String provenBy = senders.of(mail, now).domain();
          events.add(reports.read(mail, tenantOf(recipient.address()), provenBy, now));
        } else {
          events.addAll(judged(mail, feedback, now));
        }
      } else {
        // the domain was changed while the mail was in the queue
        String why = recipient.address() + " is no feedback address any more";
        events.add(ignored(mail, why, now));
      }
      events.add(ended(mail, recipient.address(), where, now));
    }
    journal.writeDurably(events);
  }

  private List<MailEvent> judged(QueuedMail mail, InboundPlace.Feedback place, Instant now)
      throws IOException {
    byte[] octets;
    try (InputStream in = mail.content().open()) {
      octets = in.readNBytes(ReadingLimits.DEFAULT.octetsMax());
    }
    String subject =
        HeaderSection.of(mail.content(), HEADER_OCTETS_MAX, HEADER_FIELDS_MAX)
            .first("Subject")
            .map(HeaderField::shown)
            .orElse("");
    MailVerdict verdict = reader.read(octets);
    var came = new IncomingFeedback(mail.entry().mail(), place, verdict, subject, now);
    List<MailEvent> events =
        judge.judge(
            came,
            tenant -> replies.own(tenant).map(own -> reader.read(octets, own)).orElse(verdict));
    return senders.of(mail, now).on(events, came, senders.wanted());
  }

  private String tenantOf(EmailAddress address) {
    return tenancy
        .get()
        .inbound(DomainName.of(address.domain()))
        .map(InboundDomain::tenant)
        .orElse(MailOwner.DEFAULT_TENANT);
  }

  private static MailEvent ignored(QueuedMail mail, String why, Instant now) {
    return new MailEvent(
        EventType.FEEDBACK_IGNORED,
        now,
        Optional.of(mail.entry().mail()),
        0,
        0,
        Optional.empty(),
        Map.of(EventField.REASON, why));
  }

  /** The end of this mail's own story, as an attempt that succeeded. */
  private static MailEvent ended(
      QueuedMail mail, EmailAddress recipient, String where, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.HOP, where);
    OwnerFields.addForeign(details, mail.owner());
    if (mail.entry().waits() > 0) {
      details.put(EventField.WAITS, (long) mail.entry().waits());
    }
    return new MailEvent(
        EventType.DELIVERED,
        now,
        Optional.of(mail.entry().mail()),
        mail.entry().part(),
        mail.entry().attempts() + 1,
        Optional.of(recipient),
        details);
  }
}
