package relay.domain.feedback.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.Chance;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.feedback.mail.MailKind;
import relay.domain.feedback.mail.MailVerdict;
import relay.domain.feedback.mail.RecipientVerdict;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.FeedbackAddress;
import relay.domain.tenancy.InboundPlace;

class FeedbackJudgeTest {
  private static final Instant SENT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant NOW = SENT.plus(Duration.ofDays(2));
  private static final QueueId MAIL = QueueId.next(SENT, () -> 7L);
  private static final QueueId REPORT = QueueId.next(NOW, () -> 8L);
  private static final String BOB = "bob@b.example";
  private static final String CAROL = "carol@c.example";
  private static final MailOwner SHOP = new MailOwner("shop", "news", "c1");
  private final IdentityTokens tokens = TestTokens.of(1);
  private final Map<QueueId, SentMail> record = new HashMap<>();
  private final FeedbackJudge judge =
      new FeedbackJudge(() -> tokens, id -> Optional.ofNullable(record.get(id)));
  private Instant now = NOW;

  @BeforeEach
  void send() {
    record.put(MAIL, new SentMail(MAIL, SHOP, List.of(BOB, CAROL)));
  }

  private List<MailEvent> judge(FeedbackAddress address, String token, MailVerdict verdict) {
    return judge.judge(
        new IncomingFeedback(
            REPORT, new InboundPlace.Feedback(address, token), verdict, "a subject", now),
        tenant -> verdict);
  }

  private static RecipientVerdict refused(String address) {
    return new RecipientVerdict(address, "5.1.1", "550", "RECIPIENT_UNKNOWN", true, "550 5.1.1 no");
  }

  private static MailVerdict bounce(String token, RecipientVerdict... recipients) {
    return new MailVerdict(MailKind.BOUNCE, List.of(recipients), "", token, "");
  }

  private static MailVerdict complaint(String type, String token) {
    return new MailVerdict(
        MailKind.FEEDBACK,
        List.of(new RecipientVerdict("redacted", "", "", "COMPLAINT", false, "")),
        type,
        token,
        "");
  }

  @Test
  void shouldTieABounceToTheMailAndRecipientOfItsToken() {
    String token = tokens.make(MAIL, 1);

    MailEvent event = only(judge(FeedbackAddress.BOUNCE, token, bounce("", refused(CAROL))));

    assertThat(event.type()).isEqualTo(EventType.OUT_OF_BAND_BOUNCE);
    assertThat(event.mail()).contains(MAIL);
    assertThat(event.recipient()).contains(EmailAddress.parse(CAROL));
    assertThat(event.at()).isEqualTo(NOW);
    assertThat(event.details())
        .containsEntry(EventField.TENANT, "shop")
        .containsEntry(EventField.STREAM, "news")
        .containsEntry(EventField.CLASS, "RECIPIENT_UNKNOWN")
        .containsEntry(EventField.HARD, true)
        .containsEntry(EventField.TOKEN, token)
        .containsEntry(EventField.SOURCE, "mail")
        .containsEntry(EventField.FEEDBACK, REPORT.text())
        .doesNotContainKey(EventField.CREDENTIAL);
  }

  /** What a stranger writes of somebody else must not hurt him. */
  @Test
  void shouldBelieveTheTokenAndNotTheReportAboutWhoItIs() {
    String token = tokens.make(MAIL, 0);

    MailEvent event = only(judge(FeedbackAddress.BOUNCE, token, bounce("", refused(CAROL))));

    assertThat(event.recipient()).contains(EmailAddress.parse(BOB));
    assertThat(event.details()).containsEntry(EventField.REPORTED_ADDRESS, CAROL);
  }

  @Test
  void shouldMakeOneEventOfAReportAboutSeveralWithTheWordsOfTheRightOne() {
    String token = tokens.make(MAIL, 1);
    var full = new RecipientVerdict(CAROL, "4.2.2", "", "MAILBOX_FULL", false, "full");

    MailEvent event =
        only(judge(FeedbackAddress.BOUNCE, token, bounce("", refused("x@y.example"), full)));

    assertThat(event.details())
        .containsEntry(EventField.CLASS, "MAILBOX_FULL")
        .doesNotContainKey(EventField.REPORTED_ADDRESS);
  }

  @Test
  void shouldCallABounceWithoutAnyWordsUnknownAndSoft() {
    MailEvent event = only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), bounce("")));

    assertThat(event.type()).isEqualTo(EventType.OUT_OF_BAND_BOUNCE);
    assertThat(event.details())
        .containsEntry(EventField.CLASS, "UNKNOWN")
        .containsEntry(EventField.HARD, false);
  }

  @Test
  void shouldTakeAReportOfSuccessForAnAnswer() {
    var success = new RecipientVerdict(BOB, "2.0.0", "", RecipientVerdict.DELIVERED, false, "");

    MailEvent event =
        only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), bounce("", success)));

    assertThat(event.type()).isEqualTo(EventType.ANSWERED);
  }

  @ParameterizedTest
  @EnumSource(
      value = MailKind.class,
      names = {"DELAY", "AUTO_REPLY", "CHALLENGE", "ADDRESS_CHANGE", "OTHER"})
  void shouldNeverCountAnAnswerAsABounce(MailKind kind) {
    var verdict = new MailVerdict(kind, List.of(), "", "", "");

    MailEvent event = only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), verdict));

    assertThat(event.type()).isEqualTo(EventType.ANSWERED);
    assertThat(event.details())
        .containsEntry(EventField.KIND, kind.word())
        .doesNotContainKeys(EventField.CLASS, EventField.HARD);
  }

  @ParameterizedTest
  @CsvSource({
    "abuse,COMPLAINED",
    "fraud,COMPLAINED",
    "other,COMPLAINED",
    "opt-out,UNSUBSCRIBED",
    "opt-out-list,UNSUBSCRIBED",
    "not-spam,ANSWERED",
    "auth-failure,ANSWERED"
  })
  void shouldTellAComplaintFromOtherReportsOfItsForm(String type, EventType expected) {
    String token = tokens.make(MAIL, 1);

    MailEvent event = only(judge(FeedbackAddress.COMPLAINT, "", complaint(type, token)));

    assertThat(event.type()).isEqualTo(expected);
    assertThat(event.recipient()).contains(EmailAddress.parse(CAROL));
    assertThat(event.details()).containsEntry(EventField.FEEDBACK_TYPE, type);
  }

  @Test
  void shouldTieAComplaintByTheMessageIdOfAMailWithOneRecipient() {
    record.put(MAIL, new SentMail(MAIL, SHOP, List.of(BOB)));
    String whole = tokens.make(MAIL, Genuine.WHOLE_MAIL);

    MailEvent event = only(judge(FeedbackAddress.COMPLAINT, "", complaint("abuse", whole)));

    assertThat(event.recipient()).contains(EmailAddress.parse(BOB));
  }

  @Test
  void shouldNameNobodyWhenSeveralCouldHaveComplained() {
    String whole = tokens.make(MAIL, Genuine.WHOLE_MAIL);

    MailEvent event = only(judge(FeedbackAddress.COMPLAINT, "", complaint("abuse", whole)));

    assertThat(event.type()).isEqualTo(EventType.COMPLAINED);
    assertThat(event.mail()).contains(MAIL);
    assertThat(event.recipient()).isEmpty();
  }

  @Test
  void shouldTellEachRecipientOfAWholeMailThatTheReportNames() {
    String whole = tokens.make(MAIL, Genuine.WHOLE_MAIL);

    List<MailEvent> events =
        judge(
            FeedbackAddress.COMPLAINT,
            "",
            bounce(whole, refused("BOB@b.example"), refused(CAROL), refused("eve@e.example")));

    assertThat(events)
        .extracting(e -> e.recipient().map(EmailAddress::toString).orElse(""))
        .containsExactly(BOB, CAROL);
  }

  @ParameterizedTest
  @CsvSource({
    "OTHER,UNSUBSCRIBED",
    "AUTO_REPLY,UNSUBSCRIBED",
    "ADDRESS_CHANGE,UNSUBSCRIBED",
    "BOUNCE,OUT_OF_BAND_BOUNCE",
    "DELAY,ANSWERED",
    "CHALLENGE,ANSWERED"
  })
  void shouldTakeAMailToTheUnsubscribeAddressAsTheWishUnlessAServerWrote(
      MailKind kind, EventType expected) {
    var verdict = new MailVerdict(kind, List.of(), "", "", "");

    MailEvent event = only(judge(FeedbackAddress.UNSUBSCRIBE, tokens.make(MAIL, 0), verdict));

    assertThat(event.type()).isEqualTo(expected);
    assertThat(event.recipient()).contains(EmailAddress.parse(BOB));
  }

  @Test
  void shouldFindTheTokenOfAnUnsubscriptionInItsSubject() {
    String token = tokens.make(MAIL, 1).toUpperCase(Locale.ROOT);
    var came =
        new IncomingFeedback(
            REPORT,
            new InboundPlace.Feedback(FeedbackAddress.UNSUBSCRIBE, ""),
            new MailVerdict(MailKind.OTHER, List.of(), "", "", ""),
            "Re: unsubscribe " + token + ", please",
            NOW);

    MailEvent event = only(judge.judge(came, tenant -> came.verdict()));

    assertThat(event.type()).isEqualTo(EventType.UNSUBSCRIBED);
    assertThat(event.details()).containsEntry(EventField.KIND, "unsubscribe");
    assertThat(event.recipient()).contains(EmailAddress.parse(CAROL));
  }

  @Test
  void shouldSayWhichListOfWhichCampaignIsLeft() {
    record.put(MAIL, new SentMail(MAIL, SHOP.inCampaign("spring"), List.of(BOB), "offers"));
    String token = tokens.make(MAIL, 0);

    assertThat(only(judge(FeedbackAddress.BOUNCE, token, complaint("opt-out", token))).details())
        .containsEntry(EventField.LIST, "offers")
        .containsEntry(EventField.CAMPAIGN, "spring")
        .doesNotContainKey(EventField.CREDENTIAL);
    assertThat(only(judge(FeedbackAddress.BOUNCE, token, complaint("abuse", token))).details())
        .as("a complaint leaves no list")
        .doesNotContainKey(EventField.LIST);
  }

  @Test
  void shouldIgnoreWhatSomebodyForged() {
    String forged = TestTokens.of(2).make(MAIL, 0);

    MailEvent event = only(judge(FeedbackAddress.BOUNCE, forged, bounce("", refused(BOB))));

    assertThat(event.type()).isEqualTo(EventType.FEEDBACK_IGNORED);
    assertThat(event.mail()).contains(REPORT);
    assertThat(event.recipient()).isEmpty();
    assertThat(event.details())
        .containsEntry(EventField.REASON, "token not signed by us")
        .containsEntry(EventField.TOKEN, forged);
  }

  /** Else a forged report could carry any token that was once seen elsewhere in its text. */
  @Test
  void shouldNotLookFurtherWhenTheTokenOfTheAddressIsForged() {
    String forged = TestTokens.of(2).make(MAIL, 0);
    String genuine = tokens.make(MAIL, 1);

    MailEvent event = only(judge(FeedbackAddress.BOUNCE, forged, bounce(genuine, refused(CAROL))));

    assertThat(event.type()).isEqualTo(EventType.FEEDBACK_IGNORED);
  }

  @Test
  void shouldIgnoreWhatComesTooLate() {
    now = SENT.plus(Duration.ofDays(91));

    MailEvent event =
        only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), bounce("", refused(BOB))));

    assertThat(event.type()).isEqualTo(EventType.FEEDBACK_IGNORED);
    assertThat(event.details().get(EventField.REASON).toString()).contains("expired");
  }

  @Test
  void shouldIgnoreAComplaintThatTellsNoMailOfOurs() {
    MailEvent event = only(judge(FeedbackAddress.COMPLAINT, "", complaint("abuse", "")));

    assertThat(event.type()).isEqualTo(EventType.FEEDBACK_IGNORED);
    assertThat(event.details()).doesNotContainKey(EventField.TOKEN);
  }

  @Test
  void shouldWaitForTheRecordOfAMailThatIsYoung() {
    record.clear();
    now = SENT.plusSeconds(5);
    String token = tokens.make(MAIL, 0);

    assertThatThrownBy(() -> judge(FeedbackAddress.BOUNCE, token, bounce("", refused(BOB))))
        .isInstanceOf(RecordNotYet.class)
        .hasMessageContaining(MAIL.text());
  }

  @Test
  void shouldTellTheMailAloneWhenItsRecordIsGone() {
    record.clear();

    MailEvent event =
        only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), bounce("", refused(BOB))));

    assertThat(event.type()).isEqualTo(EventType.OUT_OF_BAND_BOUNCE);
    assertThat(event.mail()).contains(MAIL);
    assertThat(event.recipient()).isEmpty();
  }

  @Test
  void shouldNameNobodyWhenTheRecipientWasForgotten() {
    record.put(MAIL, new SentMail(MAIL, SHOP, List.of("erased", CAROL)));

    MailEvent event =
        only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), bounce("", refused(BOB))));

    assertThat(event.recipient()).isEmpty();
  }

  @Test
  void shouldCutWhatAServerWroteAtLength() {
    String emoji = "\ud83d\ude00";
    var loud = new RecipientVerdict(BOB, "", "", "POLICY", false, "x" + emoji.repeat(5000));

    MailEvent event = only(judge(FeedbackAddress.BOUNCE, tokens.make(MAIL, 0), bounce("", loud)));

    String said = (String) event.details().get(EventField.DIAGNOSTIC);
    assertThat(said.length()).isLessThanOrEqualTo(1000);
    assertThat(said.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) '?');
  }

  /** Whatever octets come to whatever address: events come out, and none about a mail unproven. */
  @Test
  void shouldMakeSomethingOfEveryMailAndBlameNobodyWithoutProof() {
    FeedbackReader reader = new FeedbackReader();
    Chance.rounds(
        300,
        random -> {
          String token =
              Chance.oneOf(
                  random,
                  "",
                  tokens.make(MAIL, random.nextInt(4)),
                  TestTokens.of(2).make(MAIL, 0),
                  "abcdefghijklmnopqrstuvwxyz234567");
          String mail =
              "From: MAILER-DAEMON@x.example\r\nTo: b-"
                  + token
                  + "@bounce.example\r\nSubject: "
                  + Chance.oneOf(random, "Undelivered", "Out of office", token)
                  + "\r\n\r\n<"
                  + Chance.oneOf(random, BOB, CAROL, "eve@e.example")
                  + ">: 550 5.1.1 user unknown\r\n";
          FeedbackAddress address = Chance.oneOf(random, FeedbackAddress.values());
          var came =
              new IncomingFeedback(
                  REPORT,
                  new InboundPlace.Feedback(address, random.nextBoolean() ? token : ""),
                  reader.read(mail.getBytes(StandardCharsets.UTF_8)),
                  "",
                  NOW);

          List<MailEvent> events = judge.judge(came, tenant -> came.verdict());

          assertThat(events).isNotEmpty();
          boolean isGenuine = tokens.check(token, NOW) instanceof Genuine;
          assertThat(events)
              .allSatisfy(
                  e -> assertThat(e.type() == EventType.FEEDBACK_IGNORED || isGenuine).isTrue());
        });
  }

  private static MailEvent only(List<MailEvent> events) {
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
