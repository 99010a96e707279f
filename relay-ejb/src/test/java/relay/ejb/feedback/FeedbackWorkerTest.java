package relay.ejb.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.event.RecordNotYet;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.reply.ReplyRule;
import relay.domain.identity.TestTokens;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueueNames;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.view.ViewUnavailable;

class FeedbackWorkerTest extends FeedbackWorkbench {
  @Test
  void shouldWriteDownABounceAndEndItsOwnStory() throws Exception {
    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.OUT_OF_BAND_BOUNCE, EventType.DELIVERED);
    MailEvent bounced = events.get(0);
    assertThat(bounced.mail()).contains(MAIL);
    assertThat(bounced.recipient()).contains(EmailAddress.parse(BOB));
    assertThat(bounced.details())
        .containsEntry(EventField.CLASS, "RECIPIENT_UNKNOWN")
        .containsEntry(EventField.TENANT, "shop")
        .containsEntry(EventField.FEEDBACK, MailBuilder.ID.text());
    assertThat(events.get(1).mail()).contains(MailBuilder.ID);
    assertThat(events.get(1).details()).containsEntry(EventField.HOP, "feedback");
  }

  @Test
  void shouldReadABounceByTheRulesOfTheTenantWhoseMailItAnswers() throws Exception {
    replyRules =
        Tenancies.state(
            new ReplyRule(
                "shop",
                "gone",
                1,
                ReplyClass.POLICY,
                "",
                Moment.UNKNOWN,
                List.of(),
                List.of("user unknown"),
                List.of("550 5.1.1 user unknown")));

    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events.get(0).type()).isEqualTo(EventType.OUT_OF_BAND_BOUNCE);
    assertThat(events.get(0).details())
        .containsEntry(EventField.CLASS, "POLICY")
        .containsEntry(EventField.HARD, false);
  }

  /** The broker gives it out again when the process died before it was acknowledged. */
  @Test
  void shouldWriteNothingTwiceWhenItIsGivenOutAgain() throws Exception {
    take(bounce(tokens.make(MAIL, 0)));
    int once = events.size();

    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events).hasSize(once);
  }

  @Test
  void shouldCountWhatSomebodyForgedAndChangeNothing() throws Exception {
    take(bounce(TestTokens.of(2).make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
    assertThat(events.get(0).mail()).contains(MailBuilder.ID);
  }

  @Test
  void shouldGiveItBackWhileTheDatabaseIsAway() throws Exception {
    broken = new ViewUnavailable("the test took it away", null);
    queues.put(bounce(tokens.make(MAIL, 0)));

    assertThatThrownBy(this::takeNext).isInstanceOf(ViewUnavailable.class);

    assertThat(events).isEmpty();
    assertThat(ledger.isFresh(MailBuilder.aMail().to(BOB).build().entry())).isTrue();
  }

  @Test
  void shouldGiveItBackWhileTheJournalCannotBeWritten() throws Exception {
    journalBroken = true;
    queues.put(bounce(tokens.make(MAIL, 0)));
    assertThatThrownBy(this::takeNext).isInstanceOf(JournalUnavailable.class);

    journalBroken = false;
    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events).hasSize(2);
  }

  @Test
  void shouldGiveItBackWhileTheMailItIsAboutIsNotOnRecordYet() throws Exception {
    QueueId young = QueueId.next(NOW.minusSeconds(1), () -> 9L);
    queues.put(bounce(tokens.make(young, 0)));

    assertThatThrownBy(this::takeNext).isInstanceOf(RecordNotYet.class);

    assertThat(events).isEmpty();
  }

  @Test
  void shouldBuryWhatIsNoMailWithTheReason() throws Exception {
    try (var connection = broker.factory().createConnection();
        var session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      session
          .createProducer(session.createQueue(QueueNames.FEEDBACK))
          .send(session.createTextMessage("hello"));
      session.commit();
    }

    takeNext();

    String reason = broker.take(QueueNames.DEAD_LETTER, m -> m.getStringProperty("reason"));
    assertThat(reason).startsWith("not a mail");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.ALARM);
  }

  @Test
  void shouldBuryWhatItsReaderBreaksOn() throws Exception {
    broken = new IllegalStateException("a defect");

    take(bounce(tokens.make(MAIL, 0)));

    String reason = broker.take(QueueNames.DEAD_LETTER, m -> m.getStringProperty("reason"));
    assertThat(reason).contains("a defect");
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.ALARM);
  }

  @Test
  void shouldHandMailForAnApplicationToItsQueue() throws Exception {
    take(returned("orders@in.example", "2 apples\r\n"));

    String[] got =
        broker.take(
            "app.in",
            message -> {
              byte[] octets = new byte[(int) ((BytesMessage) message).getBodyLength()];
              ((BytesMessage) message).readBytes(octets);
              return new String[] {
                new String(octets, StandardCharsets.US_ASCII),
                message.getStringProperty("to"),
                message.getStringProperty("from"),
                message.getStringProperty("queueId")
              };
            });
    assertThat(got[0]).endsWith("2 apples\r\n");
    assertThat(got[1]).isEqualTo("orders@in.example");
    assertThat(got[2]).isEmpty();
    assertThat(got[3]).isEqualTo(MailBuilder.ID.text());
    assertThat(events).extracting(MailEvent::type).containsExactly(EventType.DELIVERED);
    assertThat(events.get(0).details()).containsEntry(EventField.HOP, "queue app.in");
  }

  @Test
  void shouldIgnoreWhatCameToADomainThatTakesNoFeedbackAnyMore() throws Exception {
    tenancy = Tenancy.EMPTY;

    take(bounce(tokens.make(MAIL, 0)));

    assertThat(events)
        .extracting(MailEvent::type)
        .containsExactly(EventType.FEEDBACK_IGNORED, EventType.DELIVERED);
  }
}
