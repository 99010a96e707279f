package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.audit.Actor;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;
import relay.domain.routing.CurrentRoutes;
import relay.domain.routing.MailRoute;
import relay.domain.routing.RouteBook;
import relay.domain.routing.RouteKind;

/** Routes as operators make and change them: their passwords go in and never come out. */
class RouteDeskTest {
  private static final ChangeOrder NOW =
      new ChangeOrder(Expectation.NONE, false, new Actor("ann", "192.0.2.1"));
  private static final ChangeOrder WHICHEVER =
      new ChangeOrder(Expectation.PRESENT, false, new Actor("ann", "192.0.2.1"));
  private static final ControlKey OUT = MailRoute.key("out");
  private static final String HOST =
      "'targets':{'a':{'kind':'smarthost','hosts':['smtp.example'],'user':'me'}}";
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final ObjectDesk desk = ObjectDesks.over(store);

  @Test
  void shouldSealAPasswordAndShowItNeverAgain() {
    var made = desk.put(OUT, json("{" + HOST + ",'passwords':{'a':'open'}}"), NOW);

    assertThat(made).isInstanceOf(ChangeResult.Done.class);
    assertThat(desk.shown(route()).toString()).contains("\"passwords\":\"***\"");
    assertThat(RouteKind.ROUTE.write(route()).toString()).doesNotContain("open");
    assertThat(password("a")).isEqualTo("open");
    assertThat(store.audit()).last().isEqualTo("ann create route out");
  }

  @Test
  void shouldKeepThePasswordsThatADocumentDoesNotSpeakOf() {
    desk.put(OUT, json("{" + HOST + ",'passwords':{'a':'open'}}"), NOW);
    String before = route().passwords().get("a");

    desk.put(OUT, json("{'order':5," + HOST + "}"), WHICHEVER);
    assertThat(route().order()).isEqualTo(5);
    assertThat(route().passwords().get("a")).isEqualTo(before);

    desk.put(OUT, desk.shown(route()), WHICHEVER);
    assertThat(route().passwords().get("a")).isEqualTo(before);

    desk.patch(OUT, json("{'order':6}"), NOW);
    assertThat(route().passwords().get("a")).isEqualTo(before);
  }

  @Test
  void shouldChangeThePasswordThatAPatchNames() {
    desk.put(OUT, json("{" + HOST + ",'passwords':{'a':'open'}}"), NOW);

    desk.patch(OUT, json("{'passwords':{'a':'new'}}"), NOW);

    assertThat(password("a")).isEqualTo("new");
  }

  @Test
  void shouldForgetThePasswordOfATargetThatLosesItsUser() {
    desk.put(OUT, json("{" + HOST + ",'passwords':{'a':'open'}}"), NOW);

    var changed = desk.patch(OUT, json("{'targets':{'a':{'user':null}}}"), NOW);

    assertThat(changed).isInstanceOf(ChangeResult.Done.class);
    assertThat(route().passwords()).isEmpty();
  }

  @Test
  void shouldNotOpenASealedTextThatSomebodyCopiedFromElsewhere() {
    desk.put(OUT, json("{" + HOST + ",'passwords':{'a':'open'}}"), NOW);
    String copied = route().passwords().get("a");

    desk.put(
        MailRoute.key("other"), json("{" + HOST + ",'passwords':{'a':'" + copied + "'}}"), NOW);

    // sealed once more, as any text: what opens is the copied text and not the secret
    MailRoute other = (MailRoute) store.state().find(MailRoute.key("other")).orElseThrow();
    assertThat(open(other, "a")).isEqualTo(copied);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'targets':{'a':{'kind':'pigeon'}}}                              | targets.a.kind",
        "{'targets':{'a':{'kind':'mx','colour':'red'}}}                   | targets.a.colour",
        "{'targets':{'a':{'kind':'mx'}},'when':{'moon':'full'}}           | when.moon",
        "{'targets':{'a':{'kind':'smarthost','hosts':['x'],'user':'u'}}}  | passwords.a",
        "{'targets':{'a':{'kind':'mx'}},'passwords':{'a':''}}             | passwords.a",
        "{'targets':{'a':{'kind':'mx'}},'passwords':7}                    | passwords"
      })
  void shouldNameTheFieldThatBreaksARule(String document, String field) {
    assertThat(desk.put(OUT, json(document), NOW))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused -> assertThat(((Refusal.Invalid) refused.why()).field()).isEqualTo(field));
  }

  @Test
  void shouldNotTakeTheNameOfARouteOfTheSettings() {
    var refused =
        (ChangeResult.Refused)
            desk.put(MailRoute.key("provider"), json("{'targets':{'a':{'kind':'mx'}}}"), NOW);

    assertThat(((Refusal.Invalid) refused.why()).field()).isEqualTo("id");
  }

  @Test
  void shouldMakeTheBookAnewOnlyAfterAChange() {
    var current = new CurrentRoutes(store, ObjectDesks.VAULT);
    RouteBook empty = current.get();
    assertThat(current.get()).isSameAs(empty);

    desk.put(OUT, json("{" + HOST + ",'passwords':{'a':'open'}}"), NOW);

    assertThat(current.get()).isNotSameAs(empty).isSameAs(current.get());
  }

  private MailRoute route() {
    return (MailRoute) store.state().find(OUT).orElseThrow();
  }

  private String password(String target) {
    return open(route(), target);
  }

  private static String open(MailRoute route, String target) {
    String place = MailRoute.place(route.key(), target);
    byte[] secret = ObjectDesks.VAULT.box().open(route.passwords().get(target), place);
    return new String(secret, StandardCharsets.UTF_8);
  }

  private static JsonObject json(String text) {
    return ControlJson.read(text.replace('\'', '"'));
  }
}
