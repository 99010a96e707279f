package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.brake.BrakeBook;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.CampaignMailId;
import relay.domain.campaign.CampaignMails;
import relay.domain.campaign.LetterWriter;
import relay.domain.campaign.RecipientData;
import relay.domain.consent.ConsentAddresses;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.InMemoryControlStore;
import relay.domain.fault.FaultPoint;
import relay.domain.identity.ReturnPaths;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.signing.TestKeys;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.TemplateData;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateSettings;
import relay.domain.template.Templates;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tracking.TestTracking;

/** How the worker writes the mails of campaigns when it is about to deliver them. */
class CampaignWorkTest extends WorkerTest {
  private static final Instant START = MailBuilder.NOON;

  private final TestKeys keys = TestKeys.forExampleOrg();
  private final InMemoryControlStore templates = new InMemoryControlStore();
  private ControlState state = ControlState.EMPTY;

  @BeforeEach
  void begin() {
    publish("{\"subject\":\"Hi {{name}}\",\"html\":\"<p>Dear {{name}}</p>\"}");
    campaign("running", 1);
  }

  private void publish(String template) {
    var kind = TemplateKind.TEMPLATE;
    var key = new ControlKey(kind.name(), "default", "spring");
    var actor = new relay.domain.audit.Actor("ann", "");
    var desk = new TemplateDesk(templates, templates, () -> NOW);
    templates.apply(new ControlChange.Create(kind.read(key, 0, ControlJson.read(template))), actor);
    desk.find("default", "spring").ifPresent(t -> desk.publish(t, actor));
    state = state.with(state.revision() + 1, templates.state().all(), List.of());
  }

  private void campaign(String word, int version) {
    var campaign =
        CampaignKind.CAMPAIGN.read(
            new ControlKey("campaign", "default", "spring"),
            1,
            ControlJson.read(
                "{\"list\":\"news\",\"template\":\"spring\",\"template_version\":"
                    + version
                    + ",\"from\":\"News <news@example.org>\",\"state\":\""
                    + word
                    + "\",\"run\":1,\"started_at\":\""
                    + START
                    + "\"}"));
    state = state.with(state.revision() + 1, List.of(campaign), List.of());
  }

  private static QueuedMail mail(int place) {
    byte[] data = new RecipientData(1, TemplateData.of(Map.of("name", "Bob"))).octets();
    return new QueuedMail(
        new EntryId(CampaignMailId.of(START, 1, place), 0, 0),
        Lane.BULK,
        new MailOwner("default", "bulk", "", "spring"),
        new Envelope(
            ReversePath.parse("news@example.org"),
            List.of(Recipient.of(EmailAddress.parse("bob@b.example"))),
            MailOptions.NONE),
        MailBuilder.NOON,
        MailBuilder.NOON.plusSeconds(48 * 3600),
        Progress.TO_BE_WRITTEN,
        Optional.empty(),
        Content.of(data));
  }

  private DeliveryWorker worker() {
    var limits = TemplateSettings.from(Settings.of(TemplateSettings.ALL, Map.of(), Map.of()));
    Tenancy tenancy = Tenancies.with(aStream("default", "bulk").lane(Lane.BULK).build());
    var mails =
        new CampaignMails(
            () -> state,
            new LetterWriter(
                new Templates(() -> state, () -> limits),
                ReturnPaths.NONE,
                TestTracking.none(),
                ConsentAddresses.NONE,
                "relay.example"));
    return workshop(() -> tenancy)
        .worker(
            keys,
            new Marking(ReturnPaths.NONE, TestTracking.none()),
            SuppressionDoor.OPEN,
            () -> BrakeBook.EMPTY,
            Map.of("retry.bulk.delays", "5m"),
            Optional.of(mails));
  }

  private String sent(int index) throws IOException {
    var order = transmission.orders().get(index);
    return new String(order.addedFields(), StandardCharsets.US_ASCII)
        + new String(order.content().open().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldWriteSignAndDeliverAtTheFirstTouch() throws IOException {
    worker().work(mail(1));

    assertThat(sent(0))
        .startsWith("DKIM-Signature: ")
        .contains("Subject: Hi Bob\r\n", "<p>Dear Bob</p>", "From: News <news@example.org>");
    assertThat(queues.mails()).isEmpty();
    assertThat(types())
        .containsExactly(EventType.RECEIVED, EventType.ATTEMPTED, EventType.DELIVERED);
    assertThat(events.get(0).details())
        .containsEntry(EventField.CAMPAIGN, "spring")
        .containsEntry(EventField.SENDER, "news@example.org");
    assertThat(events.get(1).details()).containsKey(EventField.SIGNED_BY);
  }

  @Test
  void shouldKeepWhatWaitsSmallAndWriteItAnewEachTime() throws IOException {
    transmission.answering(451, "4.7.1 later");
    worker().work(mail(1));
    QueuedMail waiting = queues.take();
    assertThat(waiting.isUnwritten()).isTrue();
    assertThat(waiting.signed()).isFalse();
    assertThat(waiting.content().size()).isEqualTo(mail(1).content().size());
    assertThat(waiting.entry().attempts()).isEqualTo(1);

    worker().work(waiting);

    assertThat(sent(1)).contains("Subject: Hi Bob\r\n");
    assertThat(messageId(sent(1))).isEqualTo(messageId(sent(0)));
    assertThat(types().stream().filter(EventType.RECEIVED::equals)).hasSize(1);
  }

  private static String messageId(String mail) {
    return mail.lines().filter(l -> l.startsWith("Message-ID:")).findFirst().orElseThrow();
  }

  @Test
  void shouldSendNoLetterToTheSenderOfAMillionWhenOneFails() {
    transmission.answering(550, "5.1.1 no such user");

    worker().work(mail(1));

    assertThat(types()).contains(EventType.BOUNCED).doesNotContain(EventType.REPORTED);
    assertThat(queues.mails()).isEmpty();
  }

  @Test
  void shouldEndTheMailThatCannotBeWritten() {
    state =
        state.with(
            state.revision() + 1,
            List.of(),
            List.of(new ControlKey("campaign", "default", "spring")));

    worker().work(mail(1));

    assertThat(transmission.orders()).isEmpty();
    assertThat(queues.mails()).isEmpty();
    assertThat(types()).containsExactly(EventType.RECEIVED, EventType.BOUNCED);
  }

  @Test
  void shouldWaitWhileThereIsNoTextToWriteItFrom() {
    campaign("running", 9);

    worker().work(mail(1));

    assertThat(transmission.orders()).isEmpty();
    QueuedMail waiting = queues.take();
    assertThat(waiting.isUnwritten()).isTrue();
    assertThat(waiting.entry().attempts()).isZero();
    assertThat(waiting.dueAt()).contains(NOW.plusSeconds(60));
    assertThat(types()).containsExactly(EventType.RECEIVED, EventType.HELD);
  }

  @Test
  void shouldNotSendTwiceWhatTheBrokerGivesOutAgain() {
    worker().work(mail(1));

    worker().work(mail(1));

    assertThat(transmission.orders()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FaultPoint.TAKEN,
        FaultPoint.ATTEMPT_WRITTEN,
        FaultPoint.OUTCOME_WRITTEN,
        FaultPoint.MOVED
      })
  void shouldDeliverOnceWhenItDiesBeforeTheContentOrAfterTheOutcome(String step) {
    faults =
        reached -> {
          if (reached.equals(step)) {
            throw new Death();
          }
        };
    assertThatThrownBy(() -> worker().work(mail(1))).isInstanceOf(Death.class);
    faults = FaultPoint.NONE;

    worker().work(mail(1));

    assertThat(transmission.orders()).hasSize(1);
  }

  @Test
  void shouldLetEachPlaceFindItsOwnMail() {
    worker().work(mail(1));
    worker().work(mail(2));

    assertThat(transmission.orders()).hasSize(2);
    assertThat(events.stream().filter(e -> e.type() == EventType.DELIVERED))
        .extracting(e -> e.mail().orElseThrow())
        .containsExactly(CampaignMailId.of(START, 1, 1), CampaignMailId.of(START, 1, 2));
  }
}
