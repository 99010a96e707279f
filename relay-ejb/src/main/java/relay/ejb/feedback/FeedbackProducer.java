package relay.ejb.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.automation.MailingLists;
import relay.domain.brake.Brakes;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.Withdrawals;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.feedback.event.SentMails;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.identity.TokenSource;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.Journal;
import relay.domain.reports.ReportIntake;
import relay.domain.secret.LockedContents;
import relay.domain.suppression.SuppressionMemory;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.unsubscribe.LinkGate;
import relay.domain.unsubscribe.UnsubscribeDoor;
import relay.domain.verification.RecordLookup;
import relay.domain.verification.dmarc.MailCheck;
import relay.domain.view.MessageView;
import relay.ejb.queues.ApplicationQueue;
import relay.ejb.queues.ContentAlarm;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.MailMessage;
import relay.ejb.queues.SenderPool;

/** Makes what the receiver of feedback works with. */
@ApplicationScoped
public class FeedbackProducer {
  @Inject private InstantSource clock;
  @Inject private CurrentTenancy tenancy;

  @Produces
  @Singleton
  FeedbackReader reader() {
    return new FeedbackReader();
  }

  @Produces
  @Singleton
  RecordedMails sent(MessageView view, MailingLists lists) {
    return new RecordedMails(view, lists);
  }

  @Produces
  @Singleton
  FeedbackJudge judge(TokenSource tokens, SentMails sent) {
    return new FeedbackJudge(tokens, sent);
  }

  @Produces
  @Singleton
  SenderChecks senders(
      RecordLookup dns, RelayConfiguration configuration, CurrentConfiguration current) {
    return new SenderChecks(
        new MailCheck(dns, configuration.verification(), clock, Optional.empty()),
        () -> current.get().senderCheck().check());
  }

  @Produces
  @Singleton
  ReportMail reports(ReportIntake intake) {
    return new ReportMail(intake);
  }

  @Produces
  @Singleton
  FeedbackWorker.Readers readers(
      FeedbackReader reader,
      TenantReplyRules replies,
      FeedbackJudge judge,
      ReportMail reports,
      SenderChecks senders) {
    return new FeedbackWorker.Readers(reader, replies, judge, reports, senders);
  }

  /** One for the doors of all links, so that a client is bounded once. */
  @Produces
  @Singleton
  LinkGate linkGate(CurrentConfiguration configuration) {
    return new LinkGate(() -> configuration.get().unsubscribe(), clock);
  }

  @Produces
  @Singleton
  UnsubscribeDoor unsubscribeDoor(
      TokenSource tokens,
      SentMails sent,
      Journal journal,
      SuppressionMemory memory,
      Withdrawals withdrawals,
      LinkGate gate) {
    return new UnsubscribeDoor(tokens, sent, journal, memory, withdrawals, gate, clock);
  }

  @Produces
  @Singleton
  FeedbackWorker.Letters letters(
      MailMessage messages,
      DeadLetters deadLetters,
      SenderPool senders,
      LockedContents locked,
      Journal journal,
      Brakes brakes) {
    return new FeedbackWorker.Letters(
        messages,
        deadLetters,
        new ApplicationQueue(senders),
        new LockedFeedback(new ContentAlarm(locked, journal), brakes));
  }

  @Produces
  @Singleton
  FeedbackWorker worker(
      FeedbackWorker.Letters letters,
      AttemptLedger ledger,
      FeedbackWorker.Readers readers,
      Journal journal) {
    return new FeedbackWorker(letters, tenancy, ledger, readers, journal, clock);
  }
}
