package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.consent.ConsentLaboratory.OFFERS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.ListConfirmation;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InMemoryControlStore;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.identity.IdentityTokens;
import relay.domain.mail.Lane;
import relay.domain.mail.Mailbox;
import relay.domain.queue.InMemoryQueues;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateSettings;
import relay.domain.template.Templates;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;
import relay.domain.unsubscribe.LinkOutcome;

class ConfirmationRoundTest {
  private final ConsentLaboratory laboratory = new ConsentLaboratory();
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final InMemoryConfirmations orders = new InMemoryConfirmations(laboratory::now);
  private final InMemoryQueues queues = new InMemoryQueues();
  private final List<String> subjects = new ArrayList<>();
  private final TemplateDesk templates = new TemplateDesk(store, store, laboratory::now);
  private ConfirmationRound round;

  @BeforeEach
  void begin() {
    store.apply(new ControlChange.Create(Tenant.of("acme")), ConsentLaboratory.AL);
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    var limits = TemplateSettings.from(Settings.of(TemplateSettings.ALL, Map.of(), Map.of()));
    var letters =
        new ConfirmationLetters(
            new Templates(store, () -> limits),
            new ConsentAddresses(laboratory.links, () -> ConsentLaboratory.BOUNDS),
            laboratory.suppressions.door(
                SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of()))),
            new RetrySchedule(
                new RetryRules(() -> retry, () -> new Tenancy(store.state())), new Random(1)),
            "relay.example");
    round =
        new ConfirmationRound(
            orders,
            laboratory.contacts,
            letters,
            (mail, subject) -> {
              subjects.add(subject);
              queues.move(List.of(mail), mail.acceptedAt());
            },
            () -> laboratory.settings,
            laboratory::now);
  }

  private void ask() {
    laboratory.says(OFFERS, ConsentState.PENDING);
    assertThat(orders.ask("acme", laboratory.ann.id(), OFFERS))
        .isEqualTo(Confirmations.Order.ASKED);
  }

  private int go() {
    return round.go(10, () -> false);
  }

  private Confirmation order() {
    return orders.of("acme", laboratory.ann.id()).get(0);
  }

  private static String text(QueuedMail mail) throws IOException {
    return new String(mail.content().open().readAllBytes(), StandardCharsets.UTF_8)
        .replace("=\r\n", "")
        .replace("=3D", "=");
  }

  private void withTemplate(String id, String template) {
    if (!template.isEmpty()) {
      store.apply(
          new ControlChange.Create(
              TemplateKind.TEMPLATE.read(
                  new ControlKey("template", "acme", id), 0, ControlJson.read(template))),
          ConsentLaboratory.AL);
      templates.publish(templates.find("acme", id).orElseThrow(), ConsentLaboratory.AL);
    }
    var asks = new ListConfirmation(Mailbox.parse("Acme <news@acme.example>"), Optional.of(id));
    ContactList list =
        new ContactList("acme", "offers", 3, "Offers", "", true, true, Optional.of(asks));
    laboratory.contacts.declaring(new ContactSchema(Map.of(), Map.of("offers", list)));
  }

  @Test
  void shouldSendAMailOfOurOwnWordsThatConfirms() throws IOException {
    ask();

    assertThat(go()).isEqualTo(1);

    QueuedMail mail = queues.mails().get(0);
    assertThat(mail.lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(mail.isTracked()).isFalse();
    assertThat(mail.owner().tenant()).isEqualTo("acme");
    assertThat(mail.envelope().sender()).hasToString("news@acme.example");
    assertThat(text(mail))
        .contains(
            "From: Acme <news@acme.example>\r\n",
            "To: ann@example.org\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Offers &amp; more",
            "One mail a month")
        .doesNotContain("{{", "List-Unsubscribe");
    assertThat(subjects).containsExactly("Please confirm: Offers & more");
    Matcher link =
        Pattern.compile("https://mail\\.example\\.com/confirm/([A-Za-z0-9_-]+)")
            .matcher(text(mail));
    assertThat(link.find()).isTrue();
    assertThat(laboratory.confirmations.confirm(link.group(1), ConsentLaboratory.HERE).outcome())
        .isEqualTo(LinkOutcome.DONE);
    assertThat(laboratory.state(OFFERS)).contains(ConsentState.CONFIRMED);
    assertThat(order().sentAt()).contains(laboratory.now());
    assertThat(order().queueId()).isEqualTo(mail.entry().mail().text());
    assertThat(order().dueAt()).isEmpty();
  }

  @Test
  void shouldSendItOnce() {
    ask();
    go();

    assertThat(go()).isZero();
    assertThat(queues.mails()).hasSize(1);
  }

  @Test
  void shouldMakeItWithTheSameIdAfterADeathInBetween() {
    ask();
    Confirmation held = orders.take(laboratory.now(), Duration.ofMinutes(10)).orElseThrow();
    orders.keep(held);
    go();
    orders.keep(held);

    assertThat(go()).isEqualTo(1);
    assertThat(queues.mails()).hasSize(1);
  }

  @Test
  void shouldSendTheWordsOfTheTenant() throws IOException {
    withTemplate(
        "hello",
        "{\"subject\":\"Ja zu {{list_title}}?\",\"text\":\"{{address}}: {{confirm_url}}\"}");
    ask();

    go();

    String text = text(queues.mails().get(0));
    assertThat(text).contains("Subject: Ja zu Offers?", "ann@example.org: https://mail.example");
    String word = text.replaceAll("(?s).*/confirm/([A-Za-z0-9_-]+).*", "$1");
    assertThat(laboratory.links.read(word))
        .containsInstanceOf(ConsentLink.Confirming.class)
        .map(link -> ((ConsentLink.Confirming) link).wording())
        .contains("hello@1");
  }

  @Test
  void shouldGiveUpATemplateThatShowsNoLink() {
    withTemplate("hello", "{\"subject\":\"x\",\"text\":\"no link\"}");
    ask();

    go();

    assertThat(queues.mails()).isEmpty();
    assertThat(order().dueAt()).isEmpty();
    assertThat(order().problem()).contains("hello@1", "{{confirm_url}}");
  }

  @Test
  void shouldWaitUntilTheTemplateIsPublishedAndNoLongerThanALinkWorks() {
    withTemplate("later", "");
    ask();

    go();

    assertThat(order().problem()).contains("later is not published");
    assertThat(order().dueAt()).contains(laboratory.now().plus(Duration.ofMinutes(5)));
    laboratory.passDays(8);
    go();
    assertThat(order().dueAt()).isEmpty();
    assertThat(order().problem()).startsWith("it waited too long");
  }

  @Test
  void shouldWaitForAKey() {
    ask();
    laboratory.tokens = IdentityTokens.NONE;

    go();

    assertThat(queues.mails()).isEmpty();
    assertThat(order().dueAt()).isPresent();
  }

  @Test
  void shouldAskNobodyWhoConfirmedOrLeftMeanwhile() {
    ask();
    laboratory.chose(OFFERS, ConsentState.UNSUBSCRIBED);

    go();

    assertThat(queues.mails()).isEmpty();
    assertThat(order().problem()).contains("not pending");
  }

  @Test
  void shouldAskNobodyWhoIsSuppressed() {
    ask();
    laboratory.suppressions.suppress(
        "ann@example.org", SuppressionScope.ofTenant("acme"), SuppressionReason.HARD_BOUNCE);

    go();

    assertThat(queues.mails()).isEmpty();
    assertThat(order().dueAt()).isEmpty();
    assertThat(order().problem()).contains("bounced for good");
  }

  @Test
  void shouldGiveUpForContactsAndListsThatAreNoMore() {
    ask();
    laboratory.contacts.declaring(new ContactSchema(Map.of(), Map.of("news", Contacts.NEWS)));

    go();

    assertThat(order().problem()).isEqualTo("the list was removed");
  }

  @Test
  void shouldTryAgainWhenTheQueueIsAway() {
    ask();
    queues.fail(1);

    go();

    assertThat(order().problem()).startsWith("it could not be queued");
    assertThat(order().dueAt()).contains(laboratory.now().plus(Duration.ofMinutes(5)));
    assertThat(order().sentAt()).isEmpty();
  }

  @Test
  void shouldDoNoMoreThanItMay() {
    for (int i = 0; i < 5; i++) {
      var other = laboratory.made("c" + i + "@example.org");
      orders.ask("acme", other.id(), OFFERS);
    }

    assertThat(round.go(3, () -> false)).isEqualTo(3);
    assertThat(round.go(3, () -> true)).isZero();
    assertThat(round.go(3, () -> false)).isEqualTo(2);
  }
}
