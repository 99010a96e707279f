package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.audit.Actor;
import relay.domain.authentication.ScramKeys;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.Permission;
import relay.domain.tenancy.SendingDomain;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.Tokens;

class ObjectDeskTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.1");
  private static final ControlKey ACME = Tenant.key("acme");
  private static final ControlKey RECEIPTS = Stream.key("acme", "receipts");
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final ObjectDesk desk = ObjectDesks.over(store);

  @BeforeEach
  void makeTenant() {
    done(desk.put(ACME, json("{}"), now(Expectation.NONE)));
  }

  @Test
  void shouldMakeAnObjectWithItsFirstVersion() {
    var made = done(create(TenancyKinds.STREAM, "{'id':'receipts','lane':'bulk'}"));

    assertThat(made.action()).isEqualTo("create");
    assertThat(made.after().orElseThrow().version()).isEqualTo(1);
    assertThat(desk.find(RECEIPTS)).isEqualTo(made.after());
    assertThat(store.audit()).last().isEqualTo("ann create stream acme/receipts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'lane':'bulk'}                                  | id",
        "{'id':'No','lane':'bulk'}                        | id",
        "{'id':7,'lane':'bulk'}                           | id",
        "{'id':'a'}                                       | lane",
        "{'id':'a','lane':'slow'}                         | lane",
        "{'id':'a','lane':'bulk','tenant':'other'}        | tenant",
        "{'id':'a','lane':'bulk','limts':{}, 'colour':'x'}| colour",
        "{'id':'a','lane':'bulk','limits':{'per_week':7}} | limits.per_week",
        "{'id':'a','lane':'bulk','limits':{'per_day':-1}} | limits.per_day",
        "{'id':'a','lane':'bulk','route':'nowhere'}       | route"
      })
  void shouldNameTheFieldThatBreaksARule(String document, String field) {
    assertThat(create(TenancyKinds.STREAM, document))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isInstanceOfSatisfying(
                        Refusal.Invalid.class, i -> assertThat(i.field()).isEqualTo(field)));
  }

  @Test
  void shouldTakeARouteThatIsThere() {
    done(create(TenancyKinds.STREAM, "{'id':'receipts','lane':'bulk','route':'provider'}"));

    done(desk.patch(RECEIPTS, json("{'default_from':'acme.example'}"), now(Expectation.NONE)));

    assertThat(((Stream) desk.find(RECEIPTS).orElseThrow()).route()).contains("provider");
  }

  @Test
  void shouldTellOnTrialWhatWouldChangeAndChangeNothing() {
    var trial = new ChangeOrder(Expectation.NONE, true, ANN);
    int before = store.audit().size();

    var result = done(desk.patch(ACME, json("{'state':'suspended'}"), trial));

    assertThat(((Tenant) result.after().orElseThrow()).isSuspended()).isTrue();
    assertThat(((Tenant) desk.find(ACME).orElseThrow()).isSuspended()).isFalse();
    assertThat(store.audit()).hasSize(before);
  }

  @Test
  void shouldReplaceOnlyForWhoNamesTheVersion() {
    create(TenancyKinds.STREAM, "{'id':'receipts','lane':'bulk'}");
    var otp = json("{'lane':'otp'}");

    assertThat(desk.put(RECEIPTS, otp, now(Expectation.NONE)))
        .isInstanceOf(ChangeResult.VersionNeeded.class);
    assertThat(desk.put(RECEIPTS, otp, now(Expectation.oneOf(Set.of(7L)))))
        .isInstanceOf(ChangeResult.Unexpected.class);
    assertThat(desk.put(RECEIPTS, otp, now(Expectation.ABSENT)))
        .isInstanceOf(ChangeResult.Unexpected.class);
    var replaced = done(desk.put(RECEIPTS, otp, now(Expectation.oneOf(Set.of(1L)))));
    assertThat(replaced.after().orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void shouldPatchWithoutAVersionAndLeaveTheRest() {
    create(TenancyKinds.STREAM, "{'id':'receipts','lane':'bulk','limits':{'per_day':5}}");

    done(desk.patch(RECEIPTS, json("{'limits':{'per_hour':2}}"), now(Expectation.NONE)));

    var limits = ((Stream) desk.find(RECEIPTS).orElseThrow()).limits();
    assertThat(limits.perDay()).isEqualTo(5);
    assertThat(limits.perHour()).isEqualTo(2);
  }

  @Test
  void shouldChangeNothingWhenNothingIsDifferent() {
    int before = store.audit().size();

    var same = done(desk.patch(ACME, json("{'state':'active'}"), now(Expectation.NONE)));

    assertThat(same.action()).isEqualTo("none");
    assertThat(store.audit()).hasSize(before);
  }

  @Test
  void shouldTakeAnAnswerBackAsItIs() {
    var made = done(create(TenancyKinds.CREDENTIAL, "{'kind':'smtp-user','login_name':'shop'}"));
    var shown = desk.shown(made.after().orElseThrow());
    var key = made.after().orElseThrow().key();

    var again = done(desk.put(key, shown, now(Expectation.oneOf(Set.of(1L)))));

    assertThat(shown.getString("password_hash")).isEqualTo("***");
    assertThat(again.action()).isEqualTo("none");
  }

  @Test
  void shouldDeleteAndSayThatItIsGoneWhenItIs() {
    create(TenancyKinds.STREAM, "{'id':'receipts','lane':'bulk'}");

    done(desk.delete(RECEIPTS, now(Expectation.NONE)));

    assertThat(desk.delete(RECEIPTS, now(Expectation.oneOf(Set.of(1L)))))
        .isInstanceOf(ChangeResult.Missing.class);
  }

  @Test
  void shouldMakeAPasswordThatIsShownOnce() {
    var made = done(create(TenancyKinds.CREDENTIAL, "{'kind':'smtp-user','login_name':'Shop'}"));
    var credential = (Credential) made.after().orElseThrow();
    String password = made.shownOnce().get("password");

    assertThat(credential.proof().loginName()).contains("shop");
    assertThat(credential.proof().password().orElseThrow().verify(password)).isTrue();
    assertThat(ScramKeys.parse(credential.proof().scram().orElseThrow()).iterations())
        .isEqualTo(ScramKeys.ITERATIONS_MIN);
    assertThat(credential.permissions()).containsExactly(Permission.SEND);
    assertThat(credential.createdAt()).isEqualTo(ObjectDesks.NOW);
    assertThat(desk.shown(credential).toString()).doesNotContain(password);
  }

  @Test
  void shouldMakeATokenThatIsShownOnce() {
    var made = done(create(TenancyKinds.CREDENTIAL, "{'kind':'api-token'}"));
    var credential = (Credential) made.after().orElseThrow();

    assertThat(credential.id()).startsWith("c-");
    assertThat(Tokens.hashOf(made.shownOnce().get("token")))
        .isEqualTo(credential.proof().tokenHash().orElseThrow());
  }

  @Test
  void shouldKeepTheSecretWhenOtherFieldsChangeAndReplaceItWhenGiven() {
    var made = done(create(TenancyKinds.CREDENTIAL, "{'kind':'smtp-user','login_name':'shop'}"));
    var key = made.after().orElseThrow().key();
    String old = made.shownOnce().get("password");

    done(desk.patch(key, json("{'name':'The shop'}"), now(Expectation.NONE)));
    assertThat(password(key, old)).isTrue();
    done(desk.patch(key, json("{'password':'correct horse battery'}"), now(Expectation.NONE)));
    assertThat(password(key, old)).isFalse();
    assertThat(password(key, "correct horse battery")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"short", "aaaaaaaaaaaaaaaa", "my-shop-is-the-best"})
  void shouldRefuseAWeakPassword(String password) {
    assertThat(
            create(
                TenancyKinds.CREDENTIAL,
                "{'kind':'smtp-user','login_name':'shop','password':'" + password + "'}"))
        .isInstanceOf(ChangeResult.Refused.class);
  }

  @Test
  void shouldNotLetAnybodySetWhatTheRelaySets() {
    assertThat(create(TenancyKinds.DOMAIN, "{'id':'a.example','state':'verified'}"))
        .isInstanceOf(ChangeResult.Refused.class);
    var made = done(create(TenancyKinds.DOMAIN, "{'id':'a.example'}")).after().orElseThrow();
    assertThat(desk.patch(made.key(), json("{'state':'verified'}"), now(Expectation.NONE)))
        .isInstanceOf(ChangeResult.Refused.class);
    assertThat(((SendingDomain) desk.find(made.key()).orElseThrow()).isVerified()).isFalse();
    assertThat(desk.shown(made).getJsonObject("publish").getString("name"))
        .isEqualTo("_relay-verification.a.example");
  }

  @Test
  void shouldShowWhatIsThereWithoutBeingMadeAndMakeItWhenChanged() {
    var settingsFile = Tenant.DEFAULT.key();

    assertThat(desk.find(settingsFile)).contains(Tenant.DEFAULT);
    assertThat(desk.list(TenancyKinds.STREAM, "acme", ObjectQuery.all()).objects()).hasSize(3);
    var made = done(desk.patch(settingsFile, json("{'name':'Ours'}"), now(Expectation.NONE)));
    assertThat(made.action()).isEqualTo("create");
    assertThat(desk.find(settingsFile).orElseThrow().version()).isEqualTo(1);
    assertThat(desk.list(TenancyKinds.TENANT, "", ObjectQuery.all()).objects()).hasSize(2);
  }

  @Test
  void shouldShowHowFarANewTenantHasComeAndTakeTheAnswerBack() {
    done(desk.patch(ACME, json("{'ramp':{'start':200}}"), now(Expectation.NONE)));

    JsonObject shown = desk.shown(desk.find(ACME).orElseThrow());

    assertThat(shown.getJsonObject("ramp").getInt("growth_percent")).isEqualTo(50);
    assertThat(shown.getJsonObject("ramp_progress").getInt("limit_today")).isEqualTo(200);
    done(desk.put(ACME, shown, now(Expectation.oneOf(Set.of(2L)))));
    done(desk.patch(ACME, json("{'ramp':null}"), now(Expectation.NONE)));
    assertThat(desk.shown(desk.find(ACME).orElseThrow()))
        .doesNotContainKeys("ramp", "ramp_progress");
  }

  @Test
  void shouldPageInTheOrderOfIds() {
    for (int i = 0; i < 5; i++) {
      create(TenancyKinds.DOMAIN, "{'id':'d" + i + ".example'}");
    }

    var first = page(Optional.empty(), Map.of());
    var second = page(first.next(), Map.of());
    var third = page(second.next(), Map.of());

    assertThat(ids(first)).isEqualTo("d0.example d1.example");
    assertThat(ids(second)).isEqualTo("d2.example d3.example");
    assertThat(ids(third)).isEqualTo("d4.example");
    assertThat(third.next()).isEmpty();
    assertThat(page(Optional.empty(), Map.of("state", "verified")).objects()).isEmpty();
  }

  @Test
  void shouldFindAPartOfTheName() {
    create(TenancyKinds.DOMAIN, "{'id':'mail.example'}");
    create(TenancyKinds.DOMAIN, "{'id':'news.example'}");

    var found =
        desk.list(
            TenancyKinds.DOMAIN,
            "acme",
            new ObjectQuery(Optional.of("NEWS"), Map.of(), Optional.empty(), 10));

    assertThat(ids(found)).isEqualTo("news.example");
  }

  private ObjectPage page(Optional<String> after, Map<String, String> fields) {
    return desk.list(
        TenancyKinds.DOMAIN, "acme", new ObjectQuery(Optional.empty(), fields, after, 2));
  }

  private static String ids(ObjectPage page) {
    return String.join(" ", page.objects().stream().map(o -> o.key().id()).toList());
  }

  private boolean password(ControlKey key, String password) {
    return ((Credential) desk.find(key).orElseThrow())
        .proof()
        .password()
        .orElseThrow()
        .verify(password);
  }

  private ChangeResult create(ControlKind<? extends ControlObject> kind, String document) {
    return desk.create(
        kind, id -> new ControlKey(kind.name(), "acme", id), json(document), now(Expectation.NONE));
  }

  private static ChangeOrder now(Expectation expected) {
    return new ChangeOrder(expected, false, ANN);
  }

  private static ChangeResult.Done done(ChangeResult result) {
    assertThat(result).isInstanceOf(ChangeResult.Done.class);
    return (ChangeResult.Done) result;
  }

  private static JsonObject json(String text) {
    return ControlJson.read(text.replace('\'', '"'));
  }
}
