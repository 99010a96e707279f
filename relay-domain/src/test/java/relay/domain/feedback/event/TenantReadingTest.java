package relay.domain.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlState;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.mail.MailKind;
import relay.domain.feedback.mail.MailVerdict;
import relay.domain.feedback.mail.RecipientVerdict;
import relay.domain.feedback.reply.Moment;
import relay.domain.feedback.reply.ReplyClass;
import relay.domain.feedback.reply.ReplyRule;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.FeedbackAddress;
import relay.domain.tenancy.InboundPlace;
import relay.domain.tenancy.Tenancies;

/** Rules of a tenant for what servers say, on mails that come back to it. */
class TenantReadingTest {
  private static final Instant SENT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant NOW = SENT.plus(Duration.ofDays(2));
  private static final QueueId MAIL = QueueId.next(SENT, () -> 7L);
  private static final QueueId REPORT = QueueId.next(NOW, () -> 8L);
  private static final String GATE = "550 5.7.1 the gate is not amused";
  private static final String BOUNCE =
      "From: MAILER-DAEMON@mx.b.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
          + "\r\nIt could not be delivered.\r\n<bob@b.example>: "
          + GATE
          + "\r\n";
  private final IdentityTokens tokens = TestTokens.of(1);
  private final Map<QueueId, SentMail> record = new HashMap<>();
  private final FeedbackJudge judge =
      new FeedbackJudge(() -> tokens, id -> Optional.ofNullable(record.get(id)));
  private final FeedbackReader reader = new FeedbackReader();
  private final List<String> asked = new ArrayList<>();
  private ControlState state =
      Tenancies.state(
          rule("shop", ReplyClass.MAILBOX_FULL), rule("other", ReplyClass.RECIPIENT_UNKNOWN));

  @BeforeEach
  void send() {
    sentBy("shop");
  }

  private void sentBy(String tenant) {
    record.put(
        MAIL, new SentMail(MAIL, new MailOwner(tenant, "news", "c1"), List.of("bob@b.example")));
  }

  private static ReplyRule rule(String tenant, ReplyClass result) {
    return new ReplyRule(
        tenant,
        "gate",
        1,
        result,
        "",
        Moment.UNKNOWN,
        List.of(),
        List.of("gate is not amused"),
        List.of(GATE));
  }

  private MailEvent judged(String mail, String token) {
    byte[] octets = mail.getBytes(StandardCharsets.US_ASCII);
    var rules = new TenantReplyRules(() -> state);
    var came =
        new IncomingFeedback(
            REPORT,
            new InboundPlace.Feedback(FeedbackAddress.BOUNCE, token),
            reader.read(octets),
            "",
            NOW);
    List<MailEvent> events =
        judge.judge(
            came,
            tenant -> {
              asked.add(tenant);
              return rules.own(tenant).map(own -> reader.read(octets, own)).orElse(came.verdict());
            });
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private Object classOf(String mail) {
    return judged(mail, tokens.make(MAIL, 0)).details().get(EventField.CLASS);
  }

  @Test
  void shouldReadABounceByTheRulesOfWhoseMailItAnswers() {
    assertThat(classOf(BOUNCE)).isEqualTo("MAILBOX_FULL");

    sentBy("other");
    assertThat(classOf(BOUNCE)).isEqualTo("RECIPIENT_UNKNOWN");

    sentBy("third");
    assertThat(classOf(BOUNCE)).as("by the rules of the relay").isEqualTo("POLICY");
    assertThat(asked).containsExactly("shop", "other", "third");
  }

  @Test
  void shouldObeyARuleThatIsChangedOrGone() {
    assertThat(classOf(BOUNCE)).isEqualTo("MAILBOX_FULL");

    state = Tenancies.state(rule("shop", ReplyClass.VIRUS));
    assertThat(classOf(BOUNCE)).isEqualTo("VIRUS");

    state = ControlState.EMPTY;
    assertThat(classOf(BOUNCE)).isEqualTo("POLICY");
  }

  /** Words alone do not prove that an address is gone, whoever wrote the rule for them. */
  @Test
  void shouldAskForTheSameProofThatAnAddressIsGone() {
    sentBy("other");

    MailEvent event = judged(BOUNCE, tokens.make(MAIL, 0));
    assertThat(event.details()).containsEntry(EventField.HARD, false);

    String proven = BOUNCE.replace("550 5.7.1", "550 5.1.1");
    assertThat(judged(proven, tokens.make(MAIL, 0)).details()).containsEntry(EventField.HARD, true);
  }

  @Test
  void shouldAskNoTenantBeforeItIsProvenWhoseMailItIs() {
    MailEvent forged = judged(BOUNCE, TestTokens.of(2).make(MAIL, 0));
    assertThat(forged.type()).isEqualTo(EventType.FEEDBACK_IGNORED);

    record.clear();
    MailEvent unknown = judged(BOUNCE, tokens.make(MAIL, 0));
    assertThat(unknown.details()).containsEntry(EventField.CLASS, "POLICY");
    assertThat(asked).isEmpty();
  }

  /** What a tenant writes about replies makes no bounce of what people write. */
  @Test
  void shouldMakeNoBounceOfAnythingElse() {
    String answer =
        "From: bob@b.example\r\nSubject: Re: news\r\nIn-Reply-To: <x@y>\r\n\r\n"
            + "I saw that the gate is not amused.\r\n";

    assertThat(judged(answer, tokens.make(MAIL, 0)).type()).isEqualTo(EventType.ANSWERED);
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldKeepTheFirstReadingWhereTheOtherFindsNoBounce() {
    RecipientVerdict bob =
        new RecipientVerdict("bob@b.example", "5.1.1", "550", "RECIPIENT_UNKNOWN", true, "no");
    var came =
        new IncomingFeedback(
            REPORT,
            new InboundPlace.Feedback(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0)),
            new MailVerdict(MailKind.BOUNCE, List.of(bob), "", "", ""),
            "",
            NOW);

    List<MailEvent> events =
        judge.judge(came, tenant -> new MailVerdict(MailKind.OTHER, List.of(), "", "", ""));

    assertThat(events).hasSize(1);
    assertThat(events.get(0).details()).containsEntry(EventField.CLASS, "RECIPIENT_UNKNOWN");
  }
}
