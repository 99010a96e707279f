package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.Contacts.NEWS;
import static relay.domain.contacts.Contacts.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.feedback.event.FeedbackEvent;
import relay.domain.feedback.event.FeedbackEvent.Farewell;
import relay.domain.journal.EventType;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

class WithdrawalsTest {
  private static final EmailAddress ANN = EmailAddress.parse("Ann@Example.org");
  private static final Actor AL = new Actor("al", "192.0.2.1");
  private static final Instant LATER = NOON.plus(Duration.ofHours(1));
  private final InMemoryContactDesk desk = new InMemoryContactDesk().declaring(Contacts.SCHEMA);
  private final Withdrawals withdrawals = new Withdrawals(desk);
  private String ann;

  @BeforeEach
  void join() {
    ann =
        ((ContactOutcome.Done)
                desk.create("acme", Contacts.fields("{\"address\":\"ann@example.org\"}"), AL))
            .contact()
            .id();
    says(ConsentState.CONFIRMED, NOON);
  }

  private void says(ConsentState state, Instant at) {
    var wish =
        new Consent("news", state, ConsentSource.PREFERENCES, at, Optional.empty(), "", "page");
    desk.consent("acme", ann, NEWS, wish, AL);
  }

  private static FeedbackEvent event(EventType type, String tenant, String list, Instant at) {
    return new FeedbackEvent(
        type,
        at,
        QueueId.next(NOON, new Random(7)),
        Optional.of(ANN),
        new MailOwner(tenant, "bulk", "", "spring"),
        FeedbackEvent.UNSUBSCRIBE,
        FeedbackEvent.NO_WORDS,
        "",
        "token",
        "http",
        Optional.empty(),
        new Farewell(list, "192.0.2.0"));
  }

  private static FeedbackEvent left(String list) {
    return event(EventType.UNSUBSCRIBED, "acme", list, LATER);
  }

  private Map<String, ConsentState> consents() {
    return desk.find("acme", ann).orElseThrow().consents();
  }

  private List<Consent> proofs() {
    return desk.proofs("acme", ann).orElseThrow();
  }

  @Test
  void shouldEndTheConsentWithAProofOfWhenAndHow() {
    withdrawals.follow(left("news"));

    assertThat(consents()).containsEntry("news", ConsentState.UNSUBSCRIBED);
    assertThat(proofs())
        .last()
        .isEqualTo(
            new Consent(
                "news",
                ConsentState.UNSUBSCRIBED,
                ConsentSource.ONE_CLICK,
                LATER,
                Optional.of("192.0.2.0"),
                "List-Unsubscribe=One-Click (RFC 8058)",
                "mail of campaign spring"));
    assertThat(desk.audit).last().isEqualTo("consent " + ann + " by recipient");
  }

  @Test
  void shouldSayThatItCameByMailAndFromNoNetwork() {
    FeedbackEvent clicked = left("news");
    withdrawals.follow(
        new FeedbackEvent(
            clicked.type(),
            clicked.at(),
            clicked.mail(),
            clicked.recipient(),
            clicked.owner(),
            clicked.kind(),
            clicked.words(),
            "",
            "token",
            "mail",
            Optional.of(QueueId.next(NOON, new Random(8))),
            new Farewell("news", "")));

    assertThat(proofs().get(1).ip()).isEmpty();
    assertThat(proofs().get(1).wording()).isEqualTo("mail to the unsubscribe address");
  }

  @Test
  void shouldLeaveOneProofHoweverOftenItIsDone() {
    withdrawals.follow(left("news"));
    withdrawals.follow(left("news"));

    assertThat(proofs()).hasSize(2);
  }

  /** The journal may be read long after the database was away. */
  @Test
  void shouldKeepWhatThePersonChoseLater() {
    withdrawals.follow(left("news"));
    says(ConsentState.CONFIRMED, LATER.plusSeconds(1));

    withdrawals.follow(left("news"));

    assertThat(consents()).containsEntry("news", ConsentState.CONFIRMED);
  }

  @Test
  void shouldTouchNoOtherListTenantOrEvent() {
    withdrawals.follow(left("weekly2"));
    withdrawals.follow(left(""));
    withdrawals.follow(event(EventType.UNSUBSCRIBED, "zeta", "news", LATER));
    withdrawals.follow(event(EventType.COMPLAINED, "acme", "news", LATER));

    assertThat(consents()).isEqualTo(Map.of("news", ConsentState.CONFIRMED));
  }

  @Test
  void shouldKnowWhetherThereIsSomethingToEnd() {
    assertThat(withdrawals.isDue("acme", ANN, "news")).isTrue();
    assertThat(withdrawals.isDue("acme", ANN, "")).isFalse();
    assertThat(withdrawals.isDue("acme", ANN, "gone")).isFalse();
    assertThat(withdrawals.isDue("zeta", ANN, "news")).isFalse();
    assertThat(withdrawals.isDue("acme", EmailAddress.parse("bob@example.org"), "news")).isFalse();

    withdrawals.follow(left("news"));

    assertThat(withdrawals.isDue("acme", ANN, "news")).isFalse();
  }
}
