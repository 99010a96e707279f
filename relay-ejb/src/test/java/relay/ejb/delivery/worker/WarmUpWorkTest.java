package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.egress.EgressFixture;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;
import relay.domain.warmup.WarmUpFixture;

/** Mail of a pool with a source that is being warmed up, one mail in each hour. */
class WarmUpWorkTest extends WorkerTest {
  private static final String ONE_AN_HOUR =
      "'steps':{'*':'1, 2, 3'},'window':{'from':'12:00','until':'13:00','zone':'UTC'}";

  private DeliveryWorker worker;
  private int mails;

  @BeforeEach
  void begin() {
    egress.has("127.0.0.2", "127.0.0.3");
    worker =
        workshop(() -> Tenancy.EMPTY)
            .worker(
                (tenant, domain) -> List.of(), new Marking(ReturnPaths.NONE, TestTracking.none()));
  }

  @Test
  void shouldSpillToTheWarmSourceWithoutDelay() {
    pool("'one','two'");

    for (int i = 0; i < 4; i++) {
      worker.work(mail());
    }

    assertThat(sources(EventType.DELIVERED)).containsExactly("one", "two", "two", "two");
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldWaitWithAReasonAndATimeWhereNoSourceIsWarm() {
    pool("'one'");

    worker.work(mail());
    worker.work(mail());

    QueuedMail waiting = queues.take();
    assertThat(waiting.entry().attempts()).isZero();
    assertThat(waiting.dueAt()).hasValue(NOW.plus(Duration.ofHours(1)));
    MailEvent put = events.get(events.size() - 1);
    assertThat(put.type()).isEqualTo(EventType.HELD);
    assertThat(put.details().get(EventField.REASON)).isEqualTo("warm_up other@one");
    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldMakeASecondAttemptFromTheWarmSource() {
    pool("'one','two'");
    transmission.answering(451, "4.7.1 Greylisted, try again later");
    worker.work(mail());

    transmission.answering(250, "ok");
    worker.work(queues.take());

    assertThat(sources(EventType.DEFERRED)).containsExactly("one");
    assertThat(sources(EventType.DELIVERED)).containsExactly("two");
  }

  @Test
  void shouldGiveTheBudgetBackWhenNobodyWasAsked() {
    pool("'one','two'");
    transmission.answering(r -> SmtpReply.local(451, "4.4.1", "nobody there"));
    worker.work(mail());

    transmission.answering(250, "ok");
    worker.work(mail());

    assertThat(sources(EventType.DELIVERED)).containsExactly("one");
  }

  @Test
  void shouldNotHoldOneTimePasswords() {
    pool("'one'");

    for (int i = 0; i < 3; i++) {
      worker.work(numbered(aMail().lane(Lane.OTP)));
    }

    assertThat(sources(EventType.DELIVERED)).containsExactly("one", "one", "one");
  }

  @Test
  void shouldCountNothingForMailThatStaysWithASource() {
    pool("'two'");

    for (int i = 0; i < 3; i++) {
      worker.work(mail());
    }

    assertThat(sources(EventType.DELIVERED)).containsExactly("two", "two", "two");
  }

  private void pool(String sources) {
    egress.with(
        EgressFixture.source("one", "'ipv4':'127.0.0.2'"),
        EgressFixture.source("two", "'ipv4':'127.0.0.3'"),
        EgressFixture.pool("all", "'sources':[" + sources + "],'tenants':['default']"),
        WarmUpFixture.plan("one", ONE_AN_HOUR));
  }

  private QueuedMail mail() {
    return numbered(aMail());
  }

  private QueuedMail numbered(MailBuilder mail) {
    mails++;
    var id = new QueueId(MailBuilder.ID.text().substring(0, 19) + mails);
    return mail.to("bob@example.org").entry(new EntryId(id, 0, 0)).build();
  }

  private List<String> sources(EventType type) {
    return events.stream()
        .filter(e -> e.type() == type)
        .filter(
            e -> e.recipient().filter(EmailAddress.parse("bob@example.org")::equals).isPresent())
        .map(e -> String.valueOf(e.details().get(EventField.EGRESS_SOURCE)))
        .toList();
  }
}
