package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.fault.FaultPoint;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.ReturnPaths;
import relay.domain.identity.TestTokens;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Notify;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.signing.TestKeys;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;

/** Mail of a stream whose return paths are tokens. */
class MarkedMailTest extends WorkerTest {
  static final Tenancy TENANCY =
      Tenancies.with(
          new InboundDomain(
              "default",
              DomainName.of("bounce.example.org"),
              1,
              true,
              Optional.empty(),
              OtherMail.REFUSE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          aStream("default", "news").lane(Lane.BULK).returnPath(ReturnPathForm.TOKEN).build());

  private final IdentityTokens tokens = TestTokens.of(1);

  static MailBuilder news() {
    return aMail()
        .lane(Lane.BULK)
        .owner(new MailOwner("default", "news", ""))
        .from("alice@example.org")
        .unsigned()
        .content(MailBuilder.contentOf("From: alice@example.org\r\nSubject: n\r\n\r\nhi\r\n"));
  }

  @Test
  void shouldGoOutWithThePathAndFieldThatTellTheRecipientSignedAsAWhole() throws Exception {
    worker().work(news().to("bob@b.example").build());

    TransmissionOrder order = transmission.orders().get(0);
    EmailAddress path = order.envelope().sender().address().orElseThrow();
    String token = path.localPart().substring(2);
    assertThat(path.toString()).isEqualTo("b-" + token + "@bounce.example.org");
    assertThat(tokens.check(token, Instant.EPOCH)).isEqualTo(new Genuine(MailBuilder.ID, 0));
    try (var in = order.content().open()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("X-Relay-Token: " + token + "\r\nFrom: alice@example.org");
    }
    String signature = new String(order.addedFields(), StandardCharsets.US_ASCII);
    assertThat(signature.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
        .startsWith("dkim-signature:")
        .contains("x-relay-token");
  }

  @Test
  void shouldKeepThePathOfStreamsThatDoNotAskAndTheNullPath() {
    worker().work(aMail().from("alice@example.org").to("bob@b.example").build());
    worker().work(news().entry(other(2)).from("").to("bob@b.example").build());

    assertThat(transmission.orders())
        .extracting(o -> o.envelope().sender().toString())
        .containsExactly("alice@example.org", "");
  }

  @Test
  void shouldSendEachRecipientAMailOfHisOwn() {
    worker().work(news().to("a@one.example", "b@two.example", "c@one.example").build());

    List<QueuedMail> copies = queues.mails();
    assertThat(copies).extracting(m -> m.entry().part()).containsExactly(1, 2, 3);
    assertThat(copies).noneMatch(QueuedMail::signed);
    for (int i = 0; i < 3; i++) {
      worker().work(copies.get(i));
      TransmissionOrder order = transmission.orders().get(i);
      assertThat(order.envelope().recipients()).hasSize(1);
      assertThat(placeIn(order)).isEqualTo(new Genuine(MailBuilder.ID, i));
      assertThat(new String(order.addedFields(), StandardCharsets.US_ASCII))
          .startsWith("DKIM-Signature:");
    }
  }

  @Test
  void shouldMakeTheSameCopiesAgainAfterACrashWhateverTheStreamSaysThen() {
    QueuedMail mail = news().to("a@one.example", "b@one.example").build();
    dieAt(FaultPoint.SPLIT_WRITTEN);
    assertThatThrownBy(() -> worker().work(mail)).isInstanceOf(Death.class);
    restart();

    worker().work(mail);

    assertThat(queues.mails()).extracting(m -> m.entry().part()).containsExactly(1, 2);
    assertThat(queues.mails())
        .allMatch(m -> m.outgoing().sender().toString().endsWith("@bounce.example.org"));
  }

  /** Who handed it in hears of it, not whoever reads the token's address. */
  @Test
  void shouldReportAFailureToTheSenderAndNotToTheToken() {
    transmission.answering(550, "5.1.1 no such user");

    worker().work(news().notifying("bob@b.example", Notify.FAILURE).build());

    QueuedMail report = queues.take();
    assertThat(report.envelope().sender()).isEqualTo(ReversePath.NULL);
    assertThat(report.envelope().recipients().get(0).address())
        .isEqualTo(EmailAddress.parse("alice@example.org"));
    assertThat(report.progress().returnPath()).isEmpty();
    assertThat(events).extracting(MailEvent::type).contains(EventType.BOUNCED);
  }

  @Test
  void shouldKeepItsTokenWhileItWaits() {
    transmission.answering(451, "4.7.1 later");
    worker().work(news().to("bob@b.example").build());
    TransmissionOrder first = transmission.orders().get(0);

    worker().work(queues.take());

    TransmissionOrder second = transmission.orders().get(1);
    assertThat(second.envelope().sender()).isEqualTo(first.envelope().sender());
    assertThat(second.addedFields()).isEmpty();
  }

  private Object placeIn(TransmissionOrder order) {
    String local = order.envelope().sender().address().orElseThrow().localPart();
    return tokens.check(local.substring(2), Instant.EPOCH);
  }

  private static EntryId other(long chance) {
    var id = QueueId.next(MailBuilder.NOON, () -> chance);
    return new EntryId(id, 0, 0);
  }

  private DeliveryWorker worker() {
    var workshop = workshop(() -> TENANCY);
    return workshop.worker(
        TestKeys.forExampleOrg(),
        new Marking(new ReturnPaths(() -> tokens, () -> TENANCY), TestTracking.none()));
  }
}
