package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;

/** What a document may repeat, leave out and set. */
class WishTest {
  private static final ControlKey KEY = new ControlKey("credential", "acme", "c-1");
  private static final Set<String> RELAY = Set.of("token_hash", "created_at");
  private static final Set<String> FACTS = Set.of("publish");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'x'} | {'name':'x'}",
        "{'id':'c-1','tenant':'acme','version':7,'name':'x'} | {'name':'x'}",
        "{'version':'any','publish':{'type':'TXT'},'name':'x'} | {'name':'x'}",
        "{'id':null,'tenant':null,'name':null} | {}",
        "{'limits':{'per_day':null}} | {'limits':{'per_day':null}}",
        "{} | {}"
      })
  void shouldKeepTheFieldsAlone(String document, String fields) {
    assertThat(settled(document, Optional.empty())).isEqualTo(json(fields));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'c-2'} | id | must be c-1, as in the path; it never changes",
        "{'id':1} | id | must be c-1, as in the path; it never changes",
        "{'tenant':'shop'} | tenant | must be acme, as in the path; it never changes",
        "{'tenant':''} | tenant | must be acme, as in the path; it never changes",
        "{'token_hash':'x'} | token_hash | must be left out: only the relay sets it",
        "{'token_hash':'***'} | token_hash | must be left out: only the relay sets it",
        "{'created_at':'2026-01-01T00:00:00Z'} | created_at | must be left out: only the relay sets it"
      })
  void shouldRefuseToRenameAnObjectOrToSetWhatTheRelaySets(
      String document, String field, String rule) {
    assertThatThrownBy(() -> settled(document, Optional.empty()))
        .isInstanceOfSatisfying(
            InvalidField.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo(rule);
            });
  }

  /** An answer masks the hash; sent back it means: leave it as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'token_hash':null}",
        "{'token_hash':'***'}",
        "{'token_hash':'h'}",
        "{'token_hash':'***','created_at':'then'}"
      })
  void shouldKeepWhatTheRelaySetAsItWas(String document) {
    Optional<JsonObject> before = Optional.of(json("{'token_hash':'h','created_at':'then'}"));

    assertThat(settled(document, before)).isEqualTo(before.get());
  }

  @Test
  void shouldNotChangeWhatTheRelaySet() {
    Optional<JsonObject> before = Optional.of(json("{'token_hash':'h'}"));

    assertThatThrownBy(() -> settled("{'token_hash':'other'}", before))
        .hasMessageContaining("token_hash");
    assertThatThrownBy(() -> settled("{'created_at':'***'}", before))
        .hasMessageContaining("created_at");
    assertThatThrownBy(() -> settled("{'token_hash':['h']}", before))
        .hasMessageContaining("token_hash");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {"{'id':'a'} | a", "{'id':null} | none", "{} | none", "{'id':' '} | ` `"})
  void shouldReadTheIdThatADocumentNames(String document, String id) {
    assertThat(Wish.id(json(document))).isEqualTo(Optional.ofNullable(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'id':''}", "{'id':1}", "{'id':[]}", "{'id':true}"})
  void shouldRefuseAnIdThatIsNoText(String document) {
    assertThatThrownBy(() -> Wish.id(json(document))).hasMessage("id must be a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'colour':'red'} | colour",
        "{'colour':0} | colour",
        "{'colour':false} | colour",
        "{'colour':['x']} | colour",
        "{'limits':{'per_week':1}} | limits.per_week",
        "{'limits':{'deep':{'er':''}}} | limits.deep"
      })
  void shouldNameAFieldThatLeftNoTrace(String wish, String field) {
    assertThatThrownBy(
            () -> Wish.checkThatAllIsKnown(json(wish), json("{'name':'x','limits':{'per_day':0}}")))
        .isInstanceOfSatisfying(
            InvalidField.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.rule()).isEqualTo("must be left out: there is no such field");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'name':'other'}",
        "{'colour':null}",
        "{'colour':[]}",
        "{'colour':{}}",
        "{'colour':{'a':{'b':null}}}",
        "{'limits':{'per_day':9,'per_week':null}}"
      })
  void shouldLetEmptyFieldsPass(String wish) {
    Wish.checkThatAllIsKnown(json(wish), json("{'name':'x','limits':{'per_day':0}}"));
  }

  @Test
  void shouldHoldAnExpectationAgainstWhatIsThere() {
    Optional<relay.domain.control.ControlObject> third =
        Optional.of(Tenant.of("acme").withVersion(3));

    assertThat(Expectation.NONE.holdsFor(third)).isTrue();
    assertThat(Expectation.NONE.holdsFor(Optional.empty())).isTrue();
    assertThat(Expectation.PRESENT.holdsFor(third)).isTrue();
    assertThat(Expectation.PRESENT.holdsFor(Optional.empty())).isFalse();
    assertThat(Expectation.ABSENT.holdsFor(third)).isFalse();
    assertThat(Expectation.ABSENT.holdsFor(Optional.empty())).isTrue();
    assertThat(Expectation.oneOf(Set.of(2L, 3L)).holdsFor(third)).isTrue();
    assertThat(Expectation.oneOf(Set.of(4L)).holdsFor(third)).isFalse();
    assertThat(Expectation.oneOf(Set.of(3L)).holdsFor(Optional.empty())).isFalse();
    assertThat(Expectation.NONE.isGiven()).isFalse();
    assertThat(Expectation.ABSENT.isGiven()).isTrue();
  }

  @Test
  void shouldTellWhatWasDoneInOneWord() {
    var acme = Optional.<relay.domain.control.ControlObject>of(Tenant.of("acme"));
    var shown = java.util.Map.of("token", "s3cret");

    assertThat(new ChangeResult.Done(Optional.empty(), acme, shown))
        .hasToString("Done[create]")
        .extracting(ChangeResult.Done::action)
        .isEqualTo("create");
    assertThat(new ChangeResult.Done(acme, Optional.empty(), shown)).hasToString("Done[delete]");
    assertThat(new ChangeResult.Done(acme, acme, shown)).hasToString("Done[none]");
    assertThat(new ChangeResult.Done(acme, acme.map(a -> a.withVersion(2)), java.util.Map.of()))
        .hasToString("Done[replace]");
    assertThat(new Draft(json("{'name':'x'}"), shown)).hasToString("Draft[[name]]");
  }

  @Test
  void shouldCutAListIntoPagesThatHoldEachObjectOnce() {
    List<relay.domain.control.ControlObject> all = new java.util.ArrayList<>();
    for (int i = 0; i < 23; i++) {
      all.add(Tenancies.domain("acme", "d" + (char) ('a' + i) + ".example"));
    }
    java.util.Collections.shuffle(all, new java.util.Random(3));
    ObjectList list = new ObjectList(ObjectDesks.KINDS);

    for (int limit : new int[] {1, 2, 7, 22, 23, 24, 1000}) {
      List<String> seen = new java.util.ArrayList<>();
      Optional<String> after = Optional.empty();
      int pages = 0;
      do {
        ObjectPage page =
            list.page(all, new ObjectQuery(Optional.empty(), java.util.Map.of(), after, limit));
        page.objects().forEach(o -> seen.add(o.key().id()));
        after = page.next();
        pages++;
      } while (after.isPresent());

      assertThat(seen).hasSize(23).isSorted().doesNotHaveDuplicates();
      assertThat(pages).isEqualTo((23 + limit - 1) / limit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void shouldBoundThePage(int limit) {
    assertThatThrownBy(
            () -> new ObjectQuery(Optional.empty(), java.util.Map.of(), Optional.empty(), limit))
        .hasMessage("limit is 1 to 1000");
  }

  private static JsonObject settled(String document, Optional<JsonObject> before) {
    return Wish.settled(KEY, json(document), before, RELAY, FACTS);
  }

  private static JsonObject json(String text) {
    return ControlJson.read(text.replace('\'', '"'));
  }
}
