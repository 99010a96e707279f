package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.contacts.InactiveSegment;
import relay.domain.contacts.Segment;
import relay.domain.contacts.behaviour.Behaviour.Activity;
import relay.domain.control.ControlJson;
import relay.domain.journal.EventType;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.ErasureOrder;
import relay.domain.tenancy.Sunset;
import relay.ejb.database.Database;

/** From the journal to segments over what contacts were sent and did, on every database. */
interface BehaviourContract {
  Instant NOON = ContactNode.NOON;
  Optional<Instant> FIRST = Optional.of(NOON.minus(Duration.ofDays(40)));
  String TEA = "https://a.example/tea";
  String CUP = "https://a.example/cup";

  /** Open, with empty tables. */
  Database database();

  /** Ann reads and clicks, Bob gets mail and does nothing, Eve's mail comes back, Joe has none. */
  private BehaviourNode node(Path folder) {
    var node = new BehaviourNode(database(), folder);
    for (String name : List.of("ann", "bob", "eve", "joe")) {
      node.contacts.known(name + "@a.example");
    }
    node.write(
        node.mail(EventType.DELIVERED, "ann", -40),
        node.mail(EventType.DELIVERED, "bob", -40),
        node.mail(EventType.BOUNCED, "eve", -3),
        node.opened("ann", -20, false),
        node.clicked("ann", -10, TEA, false),
        node.opened("bob", -9, true),
        node.mail(EventType.DELIVERED, "ann", -2),
        node.mail(EventType.DELIVERED, "bob", -2),
        node.mail(EventType.DELIVERED, "stranger", -2));
    node.follow();
    return node;
  }

  @Test
  default void shouldMeanContactsByWhatTheyWereSentAndDid(@TempDir Path folder) {
    BehaviourNode node = node(folder);
    Map.<String, List<String>>ofEntries(
            Map.entry("{'behaviour':'sent'}", List.of("ann", "bob", "eve")),
            Map.entry("{'behaviour':'sent','within_days':1}", List.of()),
            Map.entry("{'behaviour':'delivered','within_days':5}", List.of("ann", "bob")),
            Map.entry("{'behaviour':'opened'}", List.of("ann")),
            Map.entry("{'behaviour':'opened','within_days':21}", List.of("ann")),
            Map.entry("{'behaviour':'opened','within_days':19}", List.of()),
            Map.entry("{'not':{'behaviour':'opened'}}", List.of("bob", "eve", "joe")),
            Map.entry("{'behaviour':'clicked','within_days':11}", List.of("ann")),
            Map.entry("{'behaviour':'clicked','link':'" + TEA + "?u=1'}", List.of("ann")),
            Map.entry("{'behaviour':'clicked','link':'" + TEA + "','within_days':9}", List.of()),
            Map.entry("{'behaviour':'clicked','link':'" + CUP + "'}", List.of()),
            Map.entry("{'inactive_days':30}", List.of("bob")),
            Map.entry("{'inactive_days':9}", List.of("ann", "bob")),
            Map.entry("{'inactive_days':60}", List.of()),
            Map.entry("{'score':3,'is':'at-least'}", List.of("ann")),
            Map.entry("{'score':4,'is':'at-least'}", List.of()),
            Map.entry("{'score':0,'is':'at-most'}", List.of("bob", "eve", "joe")),
            Map.entry(
                "{'any':[{'all':[{'behaviour':'delivered'},{'not':{'behaviour':'opened'}}]},"
                    + "{'not':{'behaviour':'sent'}}]}",
                List.of("bob", "joe")),
            Map.entry(
                "{'not':{'any':[{'behaviour':'clicked','link':'"
                    + TEA
                    + "'},{'score':1,"
                    + "'is':'above'},{'inactive_days':9}]}}",
                List.of("eve", "joe")))
        .forEach(
            (condition, names) -> assertThat(node.names(condition)).as(condition).isEqualTo(names));
  }

  @Test
  default void shouldMeanNobodyOfAnotherTenantByBehaviour(@TempDir Path folder) {
    BehaviourNode node = node(folder);
    var foreign =
        new Segment("other", "all", 1, "", ControlJson.read("{\"behaviour\":\"opened\"}"));

    assertThat(node.segments().ask(foreign, 10).count()).isZero();
  }

  @Test
  default void shouldTakeAHostileLinkForALink(@TempDir Path folder) {
    BehaviourNode node = node(folder);

    for (String link :
        List.of("https://a'%20or%20'1'='1", "https://a.example/%27);drop%20table%20contact--")) {
      String escaped = link.replace("'", "\\u0027");
      assertThat(node.names("{'behaviour':'clicked','link':'" + escaped + "'}")).isEmpty();
    }
    assertThat(node.names("{'behaviour':'opened'}")).containsExactly("ann");
  }

  @Test
  default void shouldTellASunsetRuleWhoWasActiveAndWhatCameSince(@TempDir Path folder) {
    BehaviourNode node = node(folder);

    assertThat(node.activity("ann"))
        .isEqualTo(new Activity(Optional.of(NOON.minus(Duration.ofDays(10))), FIRST, 1));
    assertThat(node.activity("bob")).isEqualTo(new Activity(Optional.empty(), FIRST, 2));
    assertThat(node.activity("joe")).isEqualTo(Activity.NONE);
  }

  @Test
  default void shouldCountThoseInactiveWhomTheRuleTakesForIt(@TempDir Path folder) {
    BehaviourNode node = node(folder);
    node.contacts.now = NOON.minus(Duration.ofDays(30));
    node.confirms("eve");
    node.contacts.now = NOON;
    for (int days : List.of(1, 9, 10, 11, 29, 30, 31, 39, 40, 41)) {
      for (int mails : List.of(1, 2, 3)) {
        Sunset rule = new Sunset(days, mails);
        List<String> inactive =
            Stream.of("ann", "bob", "eve", "joe")
                .filter(name -> node.activity(name).isInactive(rule, NOON))
                .toList();

        assertThat(node.names(InactiveSegment.of("acme", rule, Optional.empty()).condition()))
            .as("%s", rule)
            .isEqualTo(inactive);
      }
    }
    assertThat(node.names("{'inactive_days':39,'mails':2}")).containsExactly("bob");
    node.contacts.now = NOON.minus(Duration.ofDays(30));
    node.confirms("bob");
    node.contacts.now = NOON;
    assertThat(node.names("{'inactive_days':29,'mails':2}")).containsExactly("bob");
    assertThat(node.names("{'inactive_days':31,'mails':2}")).isEmpty();
    assertThat(node.activity("bob").isInactive(new Sunset(31, 2), NOON)).isFalse();
    assertThat(node.activity("bob").isInactive(new Sunset(29, 2), NOON)).isTrue();
    assertThat(node.names("{'inactive_days':39,'mails':3}")).isEmpty();
  }

  @Test
  default void shouldCountEachEventOnceOverARestart(@TempDir Path folder) {
    BehaviourNode node = node(folder);

    node.restart();
    node.write(node.mail(EventType.DELIVERED, "bob", -1));
    node.follow();

    assertThat(node.activity("bob")).isEqualTo(new Activity(Optional.empty(), FIRST, 3));
  }

  @Test
  default void shouldTakeBackClicksThatTurnOutToBeAMachines(@TempDir Path folder) {
    BehaviourNode node = node(folder);
    node.write(node.clicked("bob", -1, CUP, false), node.clicked("ann", -1, TEA, false));
    node.follow();
    assertThat(node.names("{'behaviour':'clicked','within_days':2}")).containsExactly("ann", "bob");

    node.write(node.takenBack("bob", -1, CUP), node.takenBack("ann", -1, TEA));
    node.follow();

    assertThat(node.names("{'behaviour':'clicked'}")).containsExactly("ann");
    assertThat(node.names("{'behaviour':'clicked','within_days':2}")).isEmpty();
    assertThat(node.names("{'behaviour':'clicked','link':'" + TEA + "'}")).containsExactly("ann");
    assertThat(node.names("{'behaviour':'clicked','link':'" + CUP + "'}")).isEmpty();
    assertThat(node.activity("bob")).isEqualTo(new Activity(Optional.empty(), FIRST, 2));
  }

  @Test
  default void shouldForgetVisitsThatAreTooOld(@TempDir Path folder) {
    BehaviourNode node = node(folder);

    node.contacts.now = NOON.plus(Duration.ofDays(398));
    node.follow();

    assertThat(node.names("{'behaviour':'opened'}")).isEmpty();
    assertThat(node.names("{'behaviour':'clicked'}")).isEmpty();
    assertThat(node.names("{'behaviour':'clicked','link':'" + TEA + "'}")).isEmpty();
    assertThat(node.names("{'behaviour':'sent'}")).containsExactly("ann", "bob");
  }

  @Test
  default void shouldForgetWithTheContact(@TempDir Path folder) {
    BehaviourNode node = node(folder);
    var order =
        new ErasureOrder("e1", EmailAddress.parse("ann@a.example"), NOON.plusSeconds(1), "secret");

    new ErasedContacts(database(), () -> NOON).forget(order, "");

    assertThat(rows("contact_behaviour")).isEqualTo(2);
    assertThat(rows("contact_click")).isZero();
    node.write(node.clicked("ann", 0, TEA, false));
    node.follow();
    assertThat(rows("contact_click")).isZero();
  }

  @Test
  default void shouldKeepTheNewestLinksOfAContactThatClicksTooMany(@TempDir Path folder) {
    BehaviourNode node = node(folder);

    IntStream.rangeClosed(0, ClickRows.OF_A_CONTACT_MAX)
        .forEach(i -> node.write(node.clicked("bob", i, CUP + i, false)));
    node.follow();

    assertThat(rows("contact_click")).isEqualTo(1 + ClickRows.OF_A_CONTACT_MAX);
    assertThat(node.names("{'behaviour':'clicked','link':'" + CUP + "0'}")).isEmpty();
    assertThat(node.names("{'behaviour':'clicked','link':'" + CUP + "1'}")).containsExactly("bob");
  }

  private int rows(String table) {
    return database()
        .inTransaction(
            connection -> {
              try (PreparedStatement select =
                      connection.prepareStatement("select count(*) from " + table);
                  ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
              }
            });
  }
}
