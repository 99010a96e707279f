package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlState;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** The desk against other operators, a database that goes, and documents of any kind. */
class EveryObjectTest {
  private static final Actor ANN = new Actor("ann", "console");
  private static final ControlKey ACME = Tenant.key("acme");

  private static final String[] NAMES = {
    "id",
    "tenant",
    "version",
    "kind",
    "name",
    "state",
    "limits",
    "scope",
    "lane",
    "password",
    "login_name",
    "token_hash",
    "range",
    "stream",
    "publish",
    "colour",
    ""
  };
  private static final String[] VALUES = {
    "null",
    "true",
    "0",
    "7",
    "''",
    "'x'",
    "'acme'",
    "'bulk'",
    "'api-token'",
    "'smtp-user'",
    "[]",
    "['x']",
    "{}",
    "{'per_day':1}",
    "{'a':{'b':1}}",
    "'***'",
    "'10.0.0.0/8'",
    "'a.example'",
    "'\\u0000'",
    "'\\ud83d'",
    "'" + "x".repeat(5000) + "'"
  };
  private static final List<ControlKind<? extends ControlObject>> KINDS =
      List.of(
          TenancyKinds.TENANT,
          TenancyKinds.STREAM,
          TenancyKinds.DOMAIN,
          TenancyKinds.CREDENTIAL,
          TenancyKinds.CLIENT_RANGE,
          TenancyKinds.INBOUND_DOMAIN);

  private final InMemoryControlStore store = new InMemoryControlStore();
  private final ObjectDesk desk = ObjectDesks.over(store);

  @BeforeEach
  void makeTenant() {
    desk.put(ACME, json("{}"), now(Expectation.NONE));
  }

  /** A store in which somebody else is always, or for some time, faster. */
  private final class BusyStore implements ControlStore {
    private int others;

    BusyStore(int others) {
      this.others = others;
    }

    @Override
    public ControlOutcome apply(List<ControlChange> changes, Actor by) {
      if (others > 0) {
        others--;
        ControlObject theirs = store.state().find(ACME).orElseThrow();
        store.apply(
            List.of(
                new ControlChange.Replace(
                    new Tenant(
                        "acme",
                        theirs.version(),
                        "Theirs " + others,
                        ((Tenant) theirs).state(),
                        true,
                        ((Tenant) theirs).foreignSender(),
                        ((Tenant) theirs).limits()))),
            new Actor("bob", "console"));
      }
      return store.apply(changes, by);
    }

    @Override
    public ControlOutcome preview(List<ControlChange> changes) {
      return store.preview(changes);
    }
  }

  @Test
  void shouldChangeWhatOthersChangeAtTheSameTimeWithoutLosingTheirs() {
    ObjectDesk busy = ObjectDesks.over(new BusyStore(4), store);

    ChangeResult result = busy.patch(ACME, json("{'state':'suspended'}"), now(Expectation.NONE));

    assertThat(result).isInstanceOf(ChangeResult.Done.class);
    Tenant tenant = (Tenant) store.state().find(ACME).orElseThrow();
    assertThat(tenant.isSuspended()).isTrue();
    assertThat(tenant.name()).isEqualTo("Theirs 0");
    assertThat(tenant.version()).isEqualTo(6);
  }

  @Test
  void shouldGiveUpWhenOthersAreAlwaysFaster() {
    ObjectDesk busy = ObjectDesks.over(new BusyStore(Integer.MAX_VALUE), store);

    assertThat(busy.patch(ACME, json("{'state':'suspended'}"), now(Expectation.NONE)))
        .isEqualTo(
            new ChangeResult.Refused(
                new Refusal.Conflict("others change this all the time; try again")));
  }

  @Test
  void shouldNotRepeatAChangeOfAVersionThatIsGone() {
    ObjectDesk busy = ObjectDesks.over(new BusyStore(1), store);

    assertThat(busy.put(ACME, json("{'name':'Mine'}"), now(Expectation.oneOf(Set.of(1L)))))
        .isInstanceOfSatisfying(
            ChangeResult.Unexpected.class,
            u -> assertThat(u.current().orElseThrow().version()).isEqualTo(2));
  }

  @Test
  void shouldReadOnWhileTheDatabaseIsGoneAndChangeNothing() {
    store.setDown(true);

    assertThat(desk.find(ACME)).isPresent();
    assertThat(desk.knowsTenant("acme")).isTrue();
    assertThat(desk.list(TenancyKinds.TENANT, "", ObjectQuery.all()).objects()).hasSize(2);
    assertThatThrownBy(() -> desk.patch(ACME, json("{}"), now(Expectation.NONE)))
        .isInstanceOf(ControlUnavailable.class);
    assertThatThrownBy(() -> desk.delete(ACME, now(Expectation.NONE)))
        .isInstanceOf(ControlUnavailable.class);
    store.setDown(false);
    assertThat(((Tenant) desk.find(ACME).orElseThrow()).version()).isEqualTo(1);
  }

  @Test
  void shouldDeleteOnTrialOnlyInWords() {
    ChangeOrder trial = new ChangeOrder(Expectation.NONE, true, ANN);

    assertThat(desk.delete(ACME, trial)).hasToString("Done[delete]");
    assertThat(desk.find(ACME)).isPresent();
    assertThat(desk.delete(ACME, now(Expectation.oneOf(Set.of(2L)))))
        .isInstanceOf(ChangeResult.Unexpected.class);
    assertThat(desk.delete(ACME, now(Expectation.oneOf(Set.of(1L))))).hasToString("Done[delete]");
    assertThat(desk.find(ACME)).isEmpty();
  }

  @Test
  void shouldNotDeleteWhatNobodyMade() {
    assertThat(desk.delete(Tenant.DEFAULT.key(), now(Expectation.NONE)))
        .isEqualTo(new ChangeResult.Missing(Tenant.DEFAULT.key()));
    ControlKey bulk = new ControlKey("stream", "acme", "bulk");
    assertThat(desk.find(bulk)).isPresent();
    assertThat(desk.delete(bulk, now(Expectation.NONE))).isEqualTo(new ChangeResult.Missing(bulk));
  }

  @Test
  void shouldPutWhatIsAbsentOnlyForWhoDoesNotExpectIt() {
    ControlKey shop = Tenant.key("shop");

    assertThat(desk.put(shop, json("{}"), now(Expectation.PRESENT)))
        .isEqualTo(new ChangeResult.Unexpected(Optional.empty()));
    assertThat(desk.put(shop, json("{}"), now(Expectation.ABSENT))).hasToString("Done[create]");
    assertThat(desk.put(shop, json("{}"), now(Expectation.ABSENT)))
        .isInstanceOf(ChangeResult.Unexpected.class);
    assertThat(desk.patch(Tenant.key("none"), json("{}"), now(Expectation.NONE)))
        .isEqualTo(new ChangeResult.Missing(Tenant.key("none")));
  }

  @Test
  void shouldResetWhatAPutLeavesOut() {
    desk.patch(ACME, json("{'name':'Acme','limits':{'per_day':7}}"), now(Expectation.NONE));

    desk.put(ACME, json("{'state':'suspended'}"), now(Expectation.PRESENT));

    Tenant tenant = (Tenant) desk.find(ACME).orElseThrow();
    assertThat(tenant.name()).isEqualTo("acme");
    assertThat(tenant.limits().isNone()).isTrue();
    assertThat(tenant.isSuspended()).isTrue();
  }

  /** Ids stand in paths, in the journal and in selectors of the broker. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u0000b",
        "a\\nb",
        "-a",
        "",
        "a/b",
        "../x",
        "a b",
        "a\\\"b",
        "a%2Fb",
        "\\u202ea",
        "\\ud83d"
      })
  void shouldTakeNoIdThatIsNotSafeInAPath(String id) {
    String document = "{'id':'" + id + "','kind':'api-token','range':'10.0.0.0/8','stream':'bulk'";
    for (ControlKind<?> kind : List.of(TenancyKinds.CREDENTIAL, TenancyKinds.CLIENT_RANGE)) {
      String fields =
          kind == TenancyKinds.CREDENTIAL
              ? "{'id':'" + id + "','kind':'api-token'}"
              : document.replace("'kind':'api-token',", "") + "}";
      assertThat(create(kind, fields))
          .as(kind.name() + " " + id)
          .isInstanceOfSatisfying(
              ChangeResult.Refused.class,
              r -> assertThat(((Refusal.Invalid) r.why()).field()).isEqualTo("id"));
    }
  }

  @Test
  void shouldSayThatAnIdIsTooLong() {
    assertThat(
            create(TenancyKinds.CREDENTIAL, "{'id':'" + "x".repeat(301) + "','kind':'api-token'}"))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            r -> assertThat(((Refusal.Invalid) r.why()).field()).isEqualTo("id"));
  }

  @Test
  void shouldMakeNoSecretForATokenThatIsChanged() {
    var made = (ChangeResult.Done) create(TenancyKinds.CREDENTIAL, "{'kind':'api-token'}");
    ControlKey key = made.after().orElseThrow().key();

    var renamed = (ChangeResult.Done) desk.patch(key, json("{'name':'x'}"), now(Expectation.NONE));

    assertThat(made.shownOnce()).containsOnlyKeys("token");
    assertThat(renamed.shownOnce()).isEmpty();
    assertThat(create(TenancyKinds.CREDENTIAL, "{'kind':'api-token','password':'correct horse'}"))
        .hasToString(
            new ChangeResult.Refused(
                    new Refusal.Invalid(
                        "password", "must be left out for an api-token; the relay makes it"))
                .toString());
  }

  @Test
  void shouldFindByPartsOfNamesInAnyCase() {
    create(TenancyKinds.CREDENTIAL, "{'id':'c-1','kind':'smtp-user','login_name':'WebShop'}");
    create(TenancyKinds.CREDENTIAL, "{'id':'c-2','kind':'api-token','name':'Newsletter'}");

    assertThat(found("webSHOP")).containsExactly("c-1");
    assertThat(found("letter")).containsExactly("c-2");
    assertThat(found("C-")).containsExactly("c-1", "c-2");
    assertThat(found("argon2")).isEmpty();
  }

  /** No document, however odd, gets anything out of the desk but a result. */
  @Test
  void shouldAnswerAnyDocumentWithAResult() {
    List<ChangeResult> results = new ArrayList<>();
    Chance.rounds(
        800,
        random -> {
          JsonObject document = json(anyDocument(random));
          ControlKind<? extends ControlObject> kind = KINDS.get(random.nextInt(KINDS.size()));
          ControlKey key =
              new ControlKey(kind.name(), "acme", Chance.oneOf(random, "acme", "x", "a.example"));
          ChangeOrder order =
              new ChangeOrder(
                  Chance.oneOf(random, Expectation.NONE, Expectation.PRESENT, Expectation.ABSENT),
                  random.nextInt(3) == 0,
                  ANN);
          ControlState before = store.state();
          ChangeResult result =
              switch (random.nextInt(3)) {
                case 0 ->
                    desk.create(
                        kind, id -> new ControlKey(kind.name(), "acme", id), document, order);
                case 1 -> desk.put(key, document, order);
                default -> desk.patch(key, document, order);
              };
          results.add(result);
          if (order.trial() || !(result instanceof ChangeResult.Done)) {
            assertThat(store.state()).isSameAs(before);
          }
        });
    assertThat(results).hasAtLeastOneElementOfType(ChangeResult.Done.class);
    assertThat(results).hasAtLeastOneElementOfType(ChangeResult.Refused.class);
  }

  private static String anyDocument(Random random) {
    StringBuilder json = new StringBuilder("{'x0':null");
    for (int i = random.nextInt(4); i >= 0; i--) {
      json.append(",'").append(Chance.oneOf(random, NAMES)).append("':");
      json.append(Chance.oneOf(random, VALUES));
    }
    return json.append('}').toString();
  }

  private List<String> found(String text) {
    return desk
        .list(
            TenancyKinds.CREDENTIAL,
            "acme",
            new ObjectQuery(Optional.of(text), java.util.Map.of(), Optional.empty(), 10))
        .objects()
        .stream()
        .map(o -> o.key().id())
        .toList();
  }

  private ChangeResult create(ControlKind<? extends ControlObject> kind, String document) {
    return desk.create(
        kind, id -> new ControlKey(kind.name(), "acme", id), json(document), now(Expectation.NONE));
  }

  private static ChangeOrder now(Expectation expected) {
    return new ChangeOrder(expected, false, ANN);
  }

  private static JsonObject json(String text) {
    return ControlJson.read(text.replace('\'', '"'));
  }
}
