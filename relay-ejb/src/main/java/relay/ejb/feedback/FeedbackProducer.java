package relay.ejb.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.feedback.event.FeedbackJudge;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.identity.TokenSource;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.Journal;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.view.MessageView;
import relay.ejb.queues.ApplicationQueue;
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
  FeedbackJudge judge(TokenSource tokens, MessageView view) {
    return new FeedbackJudge(tokens, new RecordedMails(view));
  }

  @Produces
  @Singleton
  FeedbackWorker worker(
      MailMessage messages,
      DeadLetters deadLetters,
      SenderPool senders,
      AttemptLedger ledger,
      FeedbackReader reader,
      FeedbackJudge judge,
      Journal journal) {
    return new FeedbackWorker(
        new FeedbackWorker.Letters(messages, deadLetters, new ApplicationQueue(senders)),
        tenancy,
        ledger,
        reader,
        judge,
        journal,
        clock);
  }
}
