package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.contacts.Contacts.NEWS;
import static relay.domain.contacts.Contacts.consent;
import static relay.ejb.contacts.ContactNode.AL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentDesk.Found;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;
import relay.ejb.database.Database;

/** What segments mean, on every database. */
interface SegmentContract {
  String ANN = "ann@a.example";
  String BOB = "bob@b.example";
  String EVE = "eve@b.example";

  /** Open, with empty tables. */
  Database database();

  /** Ann and Bob with values, Eve without any; Ann on list news, Bob has left it. */
  private ContactNode node() {
    var node = new ContactNode(database());
    String ann =
        node.make(
                "{\"address\":\"ann@a.example\",\"locale\":\"de-AT\",\"zone\":\"Europe/Vienna\","
                    + "\"attributes\":{\"name\":\"Ann 100%_!\",\"age\":41.5,\"born\":\"1984-05-01\","
                    + "\"vip\":true,\"tags\":[\"a\",\"b%\"]}}")
            .id();
    node.now = ContactNode.NOON.plus(Duration.ofDays(10));
    String bob =
        node.make(
                "{\"address\":\"bob@b.example\",\"locale\":\"den\",\"attributes\":{\"name\":\"Bob\","
                    + "\"age\":7,\"born\":\"2019-01-01\",\"vip\":false,\"tags\":[\"ab\"]}}")
            .id();
    node.known(EVE);
    node.desk.consent(
        "acme", ann, NEWS, consent(NEWS, ConsentState.CONFIRMED, ConsentSource.API), AL);
    node.desk.consent(
        "acme", bob, NEWS, consent(NEWS, ConsentState.UNSUBSCRIBED, ConsentSource.API), AL);
    return node;
  }

  @Test
  default void shouldMeanTheContactsOfWhomItsConditionIsTrue() {
    ContactNode node = node();
    Map.<String, List<String>>ofEntries(
            Map.entry(is("name", "equals", "\"ann 100%_!\""), List.of(ANN)),
            Map.entry(is("name", "contains", "\"0%_\""), List.of(ANN)),
            Map.entry(is("name", "contains", "\"%\""), List.of(ANN)),
            Map.entry(is("name", "contains", "\"_!\""), List.of(ANN)),
            Map.entry(is("name", "starts-with", "\"B\""), List.of(BOB)),
            Map.entry(is("name", "starts-with", "\"_\""), List.of()),
            Map.entry(is("name", "one-of", "[\"BOB\",\"eve\"]"), List.of(BOB)),
            Map.entry(is("age", "at-least", "41.5"), List.of(ANN)),
            Map.entry(is("age", "above", "41.5"), List.of()),
            Map.entry(is("age", "below", "41.5"), List.of(BOB)),
            Map.entry(is("age", "one-of", "[7,8]"), List.of(BOB)),
            Map.entry(is("born", "at-most", "\"1984-05-01\""), List.of(ANN)),
            Map.entry(is("born", "above", "\"1984-05-01\""), List.of(BOB)),
            Map.entry(is("vip", "equals", "false"), List.of(BOB)),
            Map.entry(is("tags", "has", "\"a\""), List.of(ANN)),
            Map.entry(is("tags", "has", "\"b%\""), List.of(ANN)),
            Map.entry(is("tags", "has", "\"%\""), List.of()),
            Map.entry("{\"attribute\":\"age\",\"is\":\"set\"}", List.of(BOB, ANN)),
            Map.entry(not(is("age", "above", "10")), List.of(EVE, BOB)),
            Map.entry(not("{\"attribute\":\"age\",\"is\":\"set\"}"), List.of(EVE)),
            Map.entry("{\"list\":\"news\"}", List.of(BOB, ANN)),
            Map.entry("{\"list\":\"news\",\"state\":\"confirmed\"}", List.of(ANN)),
            Map.entry(not("{\"list\":\"news\",\"state\":\"confirmed\"}"), List.of(EVE, BOB)),
            Map.entry("{\"list\":\"weekly\"}", List.of()),
            Map.entry("{\"domain\":\"B.example\"}", List.of(EVE, BOB)),
            Map.entry("{\"locale\":\"de\"}", List.of(ANN)),
            Map.entry("{\"locale\":\"den\"}", List.of(BOB)),
            Map.entry("{\"zone\":\"Europe/Vienna\"}", List.of(ANN)),
            Map.entry("{\"made_within_days\":5}", List.of(EVE, BOB)),
            Map.entry(
                "{\"any\":[{\"zone\":\"Europe/Vienna\"},{\"all\":[{\"domain\":\"b.example\"},"
                    + not("{\"list\":\"news\"}")
                    + "]}]}",
                List.of(EVE, ANN)))
        .forEach(
            (condition, addresses) ->
                assertThat(addresses(ask(node, condition))).as(condition).isEqualTo(addresses));
  }

  @Test
  default void shouldCountAllAndShowThoseMadeLast() {
    ContactNode node = node();

    Found found = segments(node).ask(segment(not("{\"list\":\"weekly\"}")), 2);

    assertThat(found.count()).isEqualTo(3);
    assertThat(addresses(found)).containsExactly(EVE, BOB);
  }

  @Test
  default void shouldMeanNobodyOfAnotherTenant() {
    ContactNode node = node();
    var foreign =
        new Segment("other", "all", 1, "", ControlJson.read("{\"made_within_days\":36500}"));

    assertThat(segments(node).ask(foreign, 10)).isEqualTo(new Found(0, List.of()));
  }

  @Test
  default void shouldTakeHostileTextsForTexts() {
    ContactNode node = node();

    for (String text : List.of("' or '1'='1", "\\\\", "'; drop table contact; --", "$1", "?")) {
      assertThat(ask(node, is("name", "contains", "\"" + text + "\"")).count()).as(text).isZero();
      assertThat(ask(node, is("tags", "has", "\"" + text + "\"")).count()).as(text).isZero();
    }
    assertThat(ask(node, "{\"list\":\"news\"}").count()).isEqualTo(2);
  }

  @Test
  default void shouldSayThatItAsksForWhatIsNoMore() {
    ContactNode node = node();
    Segment old = segment(is("age", "above", "1"));
    node.forget("age");

    assertThatThrownBy(() -> segments(node).ask(old, 1))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("condition.attribute is not declared");
  }

  @Test
  default void shouldMeanNobodyByAnAttributeThatNobodyHas() {
    ContactNode node = node();
    node.declare("shoe", relay.domain.contacts.AttributeType.NUMBER);

    assertThat(ask(node, is("shoe", "above", "1")).count()).isZero();
    assertThat(ask(node, not(is("shoe", "above", "1"))).count()).isEqualTo(3);
  }

  private static String is(String name, String test, String value) {
    return "{\"attribute\":\"" + name + "\",\"is\":\"" + test + "\",\"value\":" + value + "}";
  }

  private static String not(String condition) {
    return "{\"not\":" + condition + "}";
  }

  private static Segment segment(String condition) {
    return new Segment("acme", "some", 1, "", ControlJson.read(condition));
  }

  private DatabaseSegmentDesk segments(ContactNode node) {
    return new DatabaseSegmentDesk(database(), node::state, () -> node.now);
  }

  private Found ask(ContactNode node, String condition) {
    return segments(node).ask(segment(condition), 10);
  }

  private static List<String> addresses(Found found) {
    return found.sample().stream().map(c -> c.fields().address().toString()).toList();
  }
}
