package relay.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.administration.ChangeOrder;
import relay.domain.administration.ChangeResult;
import relay.domain.administration.Expectation;
import relay.domain.administration.ObjectDesk;
import relay.domain.administration.ObjectDesks;
import relay.domain.administration.ObjectQuery;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.RecordedEvent;
import relay.domain.mail.QueueId;
import relay.domain.notice.Notice;
import relay.domain.notice.NoticeType;
import relay.domain.tenancy.Tenant;

class WebhookKindTest {
  private static final Actor ADMIN = new Actor("admin", "test");
  private static final ChangeOrder NOW = new ChangeOrder(Expectation.NONE, false, ADMIN);
  private static final String URL = "{\"url\":\"https://hooks.example.com/relay\"}";
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final ObjectDesk desk = ObjectDesks.over(store);

  @BeforeEach
  void make() {
    store.apply(new ControlChange.Create(Tenant.of("acme")), ADMIN);
  }

  private ChangeResult.Done made(String id, String json) {
    return (ChangeResult.Done) desk.put(Webhook.key("acme", id), ControlJson.read(json), NOW);
  }

  private ChangeResult.Done changed(String id, String json) {
    return (ChangeResult.Done) desk.patch(Webhook.key("acme", id), ControlJson.read(json), NOW);
  }

  private Webhook webhook(String id) {
    return store.state().find(WebhookKind.WEBHOOK, "acme", id).orElseThrow();
  }

  private static String opened(Webhook webhook, String sealed) {
    return new String(
        ObjectDesks.VAULT.box().open(sealed, Webhook.secretPlace(webhook.key())),
        StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/hook",
        "https://192.168.1.1:8443/hook",
        "https://[::1]/hook",
        "https://[::ffff:10.2.0.1]/hook",
        "https://169.254.169.254/latest",
        "http://1.1.1.1/hook"
      })
  void shouldRefuseAtTheDoorAnAddressThatNoPostWouldGoTo(String url) {
    String json = "{\"url\":\"" + url + "\"}";
    made("crm", URL);

    for (ChangeResult result :
        List.of(
            desk.put(Webhook.key("acme", "new"), ControlJson.read(json), NOW),
            desk.patch(Webhook.key("acme", "crm"), ControlJson.read(json), NOW))) {
      Refusal why = ((ChangeResult.Refused) result).why();
      assertThat(((Refusal.Invalid) why).field()).isEqualTo("url");
      assertThat(((Refusal.Invalid) why).rule()).startsWith("must point elsewhere: ");
    }
    assertThat(webhook("crm").url()).isEqualTo("https://hooks.example.com/relay");
  }

  @Test
  void shouldTakeAPublicAddressANameAndAnAddressThatAnOperatorAllows() {
    made("public", "{\"url\":\"https://1.1.1.1/hook\"}");
    made("name", "{\"url\":\"https://intranet.example/hook\"}");
    made("allowed", "{\"url\":\"http://10.1.2.3/hook\"}");

    assertThat(webhook("allowed").target().tls()).isFalse();
  }

  @Test
  void shouldSwitchOffAWebhookThatPointsWhereNoneMayAnyMore() {
    made("crm", URL);
    var json =
        ControlJson.object(WebhookKind.WEBHOOK.write(webhook("crm")))
            .add("url", "https://127.0.0.1/hook");
    store.apply(
        new ControlChange.Replace(
            WebhookKind.WEBHOOK.read(
                Webhook.key("acme", "crm"), webhook("crm").version(), json.build())),
        ADMIN);

    changed("crm", "{\"state\":\"off\"}");

    assertThat(webhook("crm").state()).isEqualTo(WebhookState.OFF);
  }

  @Test
  void shouldMakeASecretShowItOnceAndKeepItSealed() {
    ChangeResult.Done done = made("crm", URL);

    String secret = done.shownOnce().get("secret");
    assertThat(secret).startsWith("whsec_");
    assertThat(opened(webhook("crm"), webhook("crm").secrets().newest())).isEqualTo(secret);
    assertThat(desk.shown(webhook("crm")).getString("secret")).isEqualTo(ControlKinds.MASK);
    assertThat(desk.shown(webhook("crm")).getString("created_at"))
        .isEqualTo(ObjectDesks.NOW.toString());
    assertThat(changed("crm", "{\"types\":[\"message.bounced\"]}").shownOnce()).isEmpty();
    assertThat(webhook("crm").types()).containsExactly(NoticeType.BOUNCED);
  }

  @Test
  void shouldLetTheOldSecretSignForADayBesideTheNewOne() {
    String old = made("crm", URL).shownOnce().get("secret");

    String fresh = changed("crm", "{\"new_secret\":true}").shownOnce().get("secret");

    Webhook webhook = webhook("crm");
    Instant nearlyOver = ObjectDesks.NOW.plus(Duration.ofHours(24)).minusMillis(1);
    assertThat(webhook.secrets().at(nearlyOver).stream().map(s -> opened(webhook, s)))
        .containsExactly(fresh, old);
    assertThat(webhook.secrets().at(nearlyOver.plusMillis(1)).stream().map(s -> opened(webhook, s)))
        .containsExactly(fresh);
    assertThat(desk.shown(webhook).containsKey("new_secret")).isFalse();
  }

  @Test
  void shouldSealBothSecretsAnewWhenTheMasterKeyChanges() {
    made("crm", URL);
    Webhook first = webhook("crm");
    assertThat(WebhookKind.WEBHOOK.resealed(first, (text, place) -> text)).isSameAs(first);
    changed("crm", "{\"new_secret\":true}");
    Webhook before = webhook("crm");

    Webhook after =
        WebhookKind.WEBHOOK.resealed(before, (text, place) -> text + "+" + place.replace(' ', '_'));

    String end = "+webhook_acme/crm_secret";
    assertThat(after.secrets().newest()).isEqualTo(before.secrets().newest() + end);
    assertThat(after.secrets().before()).contains(before.secrets().before().orElseThrow() + end);
    assertThat(after.target()).isEqualTo(before.target());
  }

  @Test
  void shouldKeepEveryFieldOverItsJsonForm() {
    made(
        "crm",
        "{\"url\":\"https://hooks.example.com/relay\",\"types\":[\"message.delivered\","
            + "\"message.complained\"],\"streams\":[\"receipts\"],\"state\":\"off\"}");
    changed("crm", "{\"new_secret\":true}");
    Webhook webhook =
        webhook("crm")
            .replaying(new Webhook.Replay("r1", ObjectDesks.NOW, ObjectDesks.NOW.plusSeconds(1)))
            .failed("it answered 410 (gone)");

    var kind = WebhookKind.WEBHOOK;
    assertThat(kind.read(webhook.key(), webhook.version(), kind.write(webhook))).isEqualTo(webhook);
    assertThat(kind.secretFields()).containsExactlyInAnyOrder("secret", "secret_before");
  }

  @Test
  void shouldForgetWhyItFailedWhenSomebodySwitchesItOnAgain() {
    made("crm", URL);
    store.apply(new ControlChange.Replace(webhook("crm").failed("it answered 410")), ADMIN);
    assertThat(desk.shown(webhook("crm")).getString("failure")).isEqualTo("it answered 410");

    changed("crm", "{\"state\":\"active\"}");

    assertThat(webhook("crm").state()).isEqualTo(WebhookState.ACTIVE);
    assertThat(webhook("crm").failure()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | url",
        "{\"url\":\"hooks\"} | url",
        "{\"url\":7} | url",
        "{\"url\":\"https://h.example/\",\"state\":\"on\"} | state",
        "{\"url\":\"https://h.example/\",\"types\":[\"message.read\"]} | types[0]",
        "{\"url\":\"https://h.example/\",\"streams\":[\"a b\"]} | streams[0]",
        "{\"url\":\"https://h.example/\",\"secret\":\"whsec_mine\"} | secret",
        "{\"url\":\"https://h.example/\",\"new_secret\":\"yes\"} | new_secret"
      })
  void shouldNameTheFieldThatIsWrong(String json, String field) {
    ChangeResult result = desk.put(Webhook.key("acme", "crm"), ControlJson.read(json), NOW);

    assertThat(result).isInstanceOf(ChangeResult.Refused.class);
    assertThat(((Refusal.Invalid) ((ChangeResult.Refused) result).why()).field()).isEqualTo(field);
  }

  @Test
  void shouldMakeNoneForATenantThatIsNotThereAndNoMoreThanItsShare() {
    made("crm", URL);
    Webhook crm = webhook("crm");
    var nobodys =
        WebhookKind.WEBHOOK.read(Webhook.key("nobody", "w"), 0, WebhookKind.WEBHOOK.write(crm));
    assertThat(WebhookKind.WEBHOOK.judgePut(store.state(), nobodys).orElseThrow())
        .isEqualTo(new Refusal.Conflict("there is no tenant nobody; make the tenant first"));
    for (int i = 1; i < WebhookKind.OF_A_TENANT_MAX; i++) {
      made("w" + i, URL);
    }

    ChangeResult more = desk.put(Webhook.key("acme", "more"), ControlJson.read(URL), NOW);

    assertThat(((ChangeResult.Refused) more).why())
        .isEqualTo(new Refusal.Conflict("a tenant has at most 50 webhooks; delete one first"));
    assertThat(changed("crm", "{\"state\":\"off\"}").after()).isPresent();
  }

  @Test
  void shouldTakeNoIdThatMeansSomethingInAPath() {
    made("crm", URL);
    var json = WebhookKind.WEBHOOK.write(webhook("crm"));

    for (String id : new String[] {"../x", "a/b", "a~b", ".x", "a b", "x".repeat(65)}) {
      assertThatThrownBy(() -> WebhookKind.WEBHOOK.read(Webhook.key("acme", id), 0, json))
          .isInstanceOf(InvalidField.class);
    }
  }

  @Test
  void shouldAskForAReplayOfTimesGoneByAndOfNothingElse() {
    made("crm", URL);
    var replays = new WebhookDesk(store, store, () -> ObjectDesks.NOW, new java.util.Random(1));
    Webhook crm = replays.find("acme", "crm").orElseThrow();
    Instant from = ObjectDesks.NOW.minusSeconds(60);

    ControlOutcome outcome = replays.replay(crm, from, ObjectDesks.NOW, ADMIN);

    assertThat(outcome.done()).isPresent();
    Webhook.Replay wish = webhook("crm").replay().orElseThrow();
    assertThat(wish.from()).isEqualTo(from);
    assertThat(wish.until()).isEqualTo(ObjectDesks.NOW);
    assertThat(replays.replay(crm, from, ObjectDesks.NOW, ADMIN))
        .as("somebody asked meanwhile")
        .isInstanceOf(ControlOutcome.Stale.class);
    assertThatThrownBy(() -> replays.replay(crm, from, from, ADMIN))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("later than from");
    assertThatThrownBy(() -> replays.replay(crm, from, ObjectDesks.NOW.plusMillis(1), ADMIN))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("ahead");
    assertThat(replays.find("acme", "other")).isEqualTo(Optional.empty());
  }

  private ChangeResult put(String tenant, String id, String json) {
    return desk.put(Webhook.key(tenant, id), ControlJson.read(json), NOW);
  }

  private static Notice notice(String tenant, String stream) {
    var event =
        new MailEvent(
            EventType.BOUNCED,
            ObjectDesks.NOW,
            Optional.of(new QueueId("0".repeat(20))),
            0,
            1,
            Optional.empty(),
            Map.of(EventField.TENANT, tenant, EventField.STREAM, stream));
    return Notice.of(new RecordedEvent("e1", false, event, "")).orElseThrow();
  }

  @Test
  void shouldHearOfTheMailOfAllTenantsWhereThePlatformHasIt() {
    put("", "watch", URL);
    put("", "some", "{\"url\":\"https://h.example/\",\"tenants\":[\"acme\",\"zeta\"]}");
    put("", "news", "{\"url\":\"https://h.example/\",\"streams\":[\"news\"]}");
    made("crm", URL);
    List<Webhook> all = store.state().all(WebhookKind.WEBHOOK);

    assertThat(all).extracting(Webhook::isOfPlatform).containsExactly(true, true, true, false);
    assertThat(hearing(all, notice("acme", "receipts"))).containsExactly("some", "watch", "crm");
    assertThat(hearing(all, notice("other", "receipts"))).containsExactly("watch");
    assertThat(hearing(all, notice("other", "news"))).containsExactly("news", "watch");
    assertThat(hearing(all, notice("zeta", "news"))).containsExactly("news", "some", "watch");
  }

  private static List<String> hearing(List<Webhook> all, Notice notice) {
    return all.stream().filter(w -> w.wants(notice)).map(Webhook::id).toList();
  }

  @Test
  void shouldKeepThoseOfThePlatformApartFromThoseOfTenants() {
    put("", "watch", "{\"url\":\"https://h.example/\",\"tenants\":[\"acme\"]}");
    made("crm", URL);
    Webhook watch = store.state().find(WebhookKind.WEBHOOK, "", "watch").orElseThrow();
    var kind = WebhookKind.WEBHOOK;

    assertThat(kind.read(watch.key(), watch.version(), kind.write(watch))).isEqualTo(watch);
    assertThat(watch.withVersion(9).failed("x").tenants()).containsExactly("acme");
    assertThat(desk.listOfPlatform(kind, ObjectQuery.all()).objects()).containsExactly(watch);
    assertThat(desk.list(kind, "acme", ObjectQuery.all()).objects())
        .containsExactly(webhook("crm"));
    ChangeResult several =
        put("acme", "several", "{\"url\":\"https://h.example/\",\"tenants\":[\"zeta\"]}");
    assertThat(((ChangeResult.Refused) several).why())
        .isEqualTo(
            new Refusal.Invalid(
                "tenants", "only a webhook of the platform hears of several tenants"));
  }

  /** A tenant and its webhook may have the name that one of the platform has. */
  @Test
  void shouldSealTheSecretsOfThePlatformForAPlaceOfTheirOwn() {
    String ofPlatform = Webhook.secretPlace(Webhook.key("", "acme"));

    assertThat(ofPlatform).isEqualTo("webhook /acme secret");
    assertThat(Webhook.secretPlace(Webhook.key("acme", "acme"))).isNotEqualTo(ofPlatform);
    put("", "acme", URL);
    Webhook hook = store.state().find(WebhookKind.WEBHOOK, "", "acme").orElseThrow();
    assertThat(opened(hook, hook.secrets().newest())).startsWith("whsec_");
  }

  @Test
  void shouldGiveThePlatformNoMoreWebhooksThanATenant() {
    for (int i = 0; i < WebhookKind.OF_A_TENANT_MAX; i++) {
      put("", "w" + i, URL);
    }

    assertThat(((ChangeResult.Refused) put("", "more", URL)).why())
        .isEqualTo(new Refusal.Conflict("the platform has at most 50 webhooks; delete one first"));
    assertThat(made("crm", URL).after()).as("a tenant has its own share").isPresent();
  }

  @Test
  void shouldNameNoTenantInATestOfThePlatform() {
    put("", "watch", URL);
    made("crm", URL);
    Webhook watch = store.state().find(WebhookKind.WEBHOOK, "", "watch").orElseThrow();

    Post ofPlatform = Post.test(watch, ObjectDesks.NOW, "test-1");
    Post ofTenant = Post.test(webhook("crm"), ObjectDesks.NOW, "test-1");

    assertThat(new String(ofPlatform.body(), StandardCharsets.UTF_8))
        .contains("webhook.test")
        .doesNotContain("tenant");
    assertThat(new String(ofTenant.body(), StandardCharsets.UTF_8)).contains("\"tenant\":\"acme\"");
  }
}
