package relay.ejb.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.ErasureOrder;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.SuppressionDesk.Count;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionDesk.Page;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.suppression.SuppressionsUnavailable;
import relay.ejb.database.Database;

/** What the suppression list promises, on every database. */
interface SuppressionListContract {
  Instant NOW = SuppressionNode.NOW;
  Actor AL = new Actor("al", "192.0.2.1");
  SuppressionScope ACME = SuppressionNode.ACME;

  /** Open, with empty tables. */
  Database database();

  Path folder();

  default SuppressionNode node(String name) {
    try {
      return new SuppressionNode(database(), Files.createDirectories(folder().resolve(name)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  default void shouldHoldBackAtOnceHereAndAfterALookElsewhere() {
    SuppressionNode here = node("here");
    SuppressionNode there = node("there");

    here.desk.put(SuppressionNode.entry("bob@example.org"), AL);

    assertThat(here.holdsBack("bob@example.org")).isTrue();
    assertThat(there.holdsBack("bob@example.org")).isFalse();
    there.watch.look();
    assertThat(there.holdsBack("bob@example.org")).isTrue();
    assertThat(there.holdsBack("al@example.org")).isFalse();
  }

  @Test
  default void shouldLetGoEverywhereWhatIsTakenOut() {
    SuppressionNode here = node("here");
    SuppressionNode there = node("there");
    String id = here.desk.put(SuppressionNode.entry("bob@example.org"), AL).id();
    there.watch.look();

    assertThat(there.desk.remove(id, AL)).map(Listed::id).contains(id);
    here.watch.look();

    assertThat(here.holdsBack("bob@example.org")).isFalse();
    assertThat(there.memory.current().isEmpty()).isTrue();
    assertThat(here.desk.find(id)).isEmpty();
    assertThat(here.desk.remove(id, AL)).isEmpty();
  }

  @Test
  default void shouldKeepAllOfAnEntryAndChangeItWhenItIsPutAgain() {
    SuppressionNode here = node("here");
    Optional<Instant> end = Optional.of(NOW.plus(Duration.ofDays(30)));
    Suppression first =
        SuppressionNode.entry("bob@example.org", ACME, SuppressionReason.SOFT_BOUNCE, end);
    Listed listed = here.desk.put(first, AL);

    assertThat(here.desk.find(listed.id())).contains(new Listed(listed.id(), first));

    Suppression second =
        SuppressionNode.entry("BOB@example.org", ACME, SuppressionReason.MANUAL, Optional.empty());
    assertThat(here.desk.put(second, AL).id()).isEqualTo(listed.id());
    assertThat(here.desk.find(listed.id()).orElseThrow().suppression()).isEqualTo(second);
    assertThat(here.memory.current().size()).isEqualTo(1);
  }

  @Test
  default void shouldGiveOutPagesNewestFirstAndEachEntryOnce() {
    SuppressionNode here = node("here");
    here.desk.putAll(
        IntStream.range(0, 25)
            .mapToObj(i -> SuppressionNode.entry("user" + i + "@example.org"))
            .toList());
    here.desk.put(SuppressionNode.entry("last@example.org"), AL);
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page page = here.desk.list(SuppressionFilter.ALL, cursor, 10);
      page.entries().forEach(e -> seen.add(e.suppression().subject().orElseThrow().text()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(seen).hasSize(26).doesNotHaveDuplicates().startsWith("last@example.org");
    assertThatThrownBy(() -> here.desk.list(SuppressionFilter.ALL, Optional.of("1-x"), 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void shouldFindByEveryFieldOfTheFilter() {
    SuppressionNode here = node("here");
    here.desk.put(SuppressionNode.entry("bob@example.org"), AL);
    here.desk.put(
        SuppressionNode.entry(
            "al@other.example",
            SuppressionScope.GLOBAL,
            SuppressionReason.COMPLAINT,
            Optional.empty()),
        AL);

    assertThat(here.desk.count(SuppressionFilter.ALL.of("acme"))).isEqualTo(1);
    assertThat(here.desk.count(filter("bob@example.org", null, null, null, null))).isEqualTo(1);
    assertThat(here.desk.count(filter(null, "example.org", null, null, null))).isEqualTo(1);
    assertThat(here.desk.count(filter(null, null, SuppressionReason.MANUAL, null, null)))
        .isEqualTo(1);
    assertThat(here.desk.count(filter(null, null, null, NOW, NOW.plusSeconds(1)))).isEqualTo(2);
    assertThat(here.desk.count(filter(null, null, null, null, NOW))).isZero();
  }

  private static SuppressionFilter filter(
      String subject, String domain, SuppressionReason reason, Instant from, Instant to) {
    return new SuppressionFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(subject).map(SuppressionSubject::parse),
        Optional.ofNullable(domain),
        Optional.ofNullable(reason),
        Optional.of("RECIPIENT_UNKNOWN"), // as it is told
        Optional.of("gmail"),
        Optional.ofNullable(from),
        Optional.ofNullable(to));
  }

  @Test
  default void shouldUndoWhatTheFilterMeansAndNothingElse() {
    SuppressionNode here = node("here");
    SuppressionNode there = node("there");
    here.desk.putAll(
        List.of(
            SuppressionNode.entry("a@example.org"),
            SuppressionNode.entry("b@example.org"),
            SuppressionNode.entry(
                "c@example.org", ACME, SuppressionReason.COMPLAINT, Optional.empty())));
    there.watch.look();
    var manual =
        new SuppressionFilter(
            Optional.of("acme"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(SuppressionReason.MANUAL),
            Optional.empty(),
            Optional.of("gmail"),
            Optional.empty(),
            Optional.empty());

    assertThat(here.desk.count(manual)).isEqualTo(2);
    assertThat(here.desk.removeAll(manual, AL)).isEqualTo(2);
    there.watch.look();

    for (SuppressionNode node : List.of(here, there)) {
      assertThat(node.holdsBack("a@example.org")).isFalse();
      assertThat(node.holdsBack("c@example.org")).isTrue();
    }
  }

  @Test
  default void shouldCountWhatIsNewAndWhatIsChanged() {
    SuppressionNode here = node("here");
    here.desk.put(SuppressionNode.entry("a@example.org"), AL);

    Count count =
        here.desk.putAll(
            List.of(
                SuppressionNode.entry("a@example.org"),
                SuppressionNode.entry("b@example.org"),
                SuppressionNode.entry("b@example.org")));

    assertThat(count).isEqualTo(new Count(1, 1));
    assertThat(here.holdsBack("b@example.org")).isTrue();
  }

  @Test
  default void shouldHandOverAllThatIsMeant() {
    SuppressionNode here = node("here");
    here.desk.putAll(
        IntStream.range(0, 2_500)
            .mapToObj(i -> SuppressionNode.entry("user" + i + "@example.org"))
            .toList());
    here.desk.put(
        SuppressionNode.entry(
            "g@example.org", SuppressionScope.GLOBAL, SuppressionReason.MANUAL, Optional.empty()),
        AL);
    List<Listed> seen = new ArrayList<>();

    here.desk.export(SuppressionFilter.ALL.of("acme"), seen::add);

    assertThat(seen).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  default void shouldKnowItsListAfterAStartWithoutDatabase() {
    SuppressionNode here = node("here");
    here.desk.put(SuppressionNode.entry("bob@example.org"), AL);
    here.watch.stop();
    database().close();

    SuppressionNode again = node("here");

    assertThat(again.holdsBack("bob@example.org")).isTrue();
    assertThatThrownBy(() -> again.desk.find("0".repeat(32)))
        .isInstanceOf(SuppressionsUnavailable.class)
        .hasMessageContaining("mail goes on");
  }

  @Test
  default void shouldReadOnlyWhatChangedAfterAStart() {
    SuppressionNode here = node("here");
    String gone = here.desk.put(SuppressionNode.entry("gone@example.org"), AL).id();
    here.desk.put(SuppressionNode.entry("stays@example.org"), AL);
    here.watch.stop();
    SuppressionNode there = node("there");
    there.desk.remove(gone, AL);
    there.desk.put(SuppressionNode.entry("new@example.org"), AL);

    SuppressionNode again = node("here");
    again.watch.look();

    assertThat(again.holdsBack("gone@example.org")).isFalse();
    assertThat(again.holdsBack("stays@example.org")).isTrue();
    assertThat(again.holdsBack("new@example.org")).isTrue();
  }

  @Test
  default void shouldReadEverythingAnewWhenTheDatabaseIsAnotherOne() {
    SuppressionNode here = node("here");
    here.desk.put(SuppressionNode.entry("bob@example.org"), AL);
    SuppressionNode.empty(database());
    SuppressionNode there = node("there");
    there.desk.put(SuppressionNode.entry("al@example.org"), AL);

    here.watch.look();

    assertThat(here.holdsBack("bob@example.org")).isFalse();
    assertThat(here.holdsBack("al@example.org")).isTrue();
  }

  @Test
  default void shouldForgetRowsOfWhatWasTakenOutOrEndedLongAgo() {
    SuppressionNode here = node("here");
    here.now = NOW.minus(Duration.ofDays(3));
    String gone = here.desk.put(SuppressionNode.entry("gone@example.org"), AL).id();
    here.desk.put(
        SuppressionNode.entry(
            "ended@example.org",
            ACME,
            SuppressionReason.MANUAL,
            Optional.of(NOW.minus(Duration.ofDays(2)))),
        AL);
    here.desk.put(SuppressionNode.entry("stays@example.org"), AL);
    SuppressionNode late = node("late");
    late.watch.look();
    here.desk.remove(gone, AL);
    here.now = NOW;

    here.watch.look();

    assertThat(rows()).isEqualTo(1);
    late.watch.look();
    assertThat(late.holdsBack("gone@example.org")).isFalse();
    assertThat(late.holdsBack("stays@example.org")).isTrue();
  }

  @Test
  default void shouldForgetAnErasedAddressAndGoOnToHoldItBack() {
    SuppressionNode here = node("here");
    String id = here.desk.put(SuppressionNode.entry("bob@example.org"), AL).id();
    var order =
        new ErasureOrder("e1", EmailAddress.parse("Bob@example.org"), NOW.plusSeconds(1), "secret");
    var store = new ErasedSuppressions(database());

    assertThat(store.count(order)).isEqualTo(1);
    assertThat(store.forget(order, "").changed()).isEqualTo(1);
    assertThat(store.forget(order, "").changed()).isZero();

    Suppression left = here.desk.find(id).orElseThrow().suppression();
    assertThat(left.subject()).isEmpty();
    assertThat(left.evidence().text()).isEmpty();
    SuppressionNode again = node("again");
    again.watch.look();
    assertThat(again.holdsBack("bob@example.org")).isTrue();
    assertThat(here.desk.put(SuppressionNode.entry("bob@example.org"), AL).id()).isEqualTo(id);
  }

  @Test
  default void shouldPutWhoAndWhatIntoTheAuditAndNoAddress() {
    SuppressionNode here = node("here");
    String id = here.desk.put(SuppressionNode.entry("bob@example.org"), AL).id();
    here.desk.remove(id, AL);
    here.desk.endImport("acme", new Count(3, 1), AL);

    List<String> audit =
        database()
            .inTransaction(
                connection -> {
                  List<String> lines = new ArrayList<>();
                  try (Statement statement = connection.createStatement();
                      var row =
                          statement.executeQuery(
                              "select actor, action, subject, before_text, after_text from audit"
                                  + " where action like 'suppression%' order by entry")) {
                    while (row.next()) {
                      lines.add(
                          row.getString(1)
                              + " "
                              + row.getString(2)
                              + " "
                              + row.getString(3)
                              + row.getString(4)
                              + row.getString(5));
                    }
                  }
                  return lines;
                });

    assertThat(audit).hasSizeGreaterThanOrEqualTo(3).noneMatch(l -> l.contains("bob"));
    assertThat(audit.get(audit.size() - 3))
        .startsWith("al suppression-put suppression " + id)
        .contains("\"reason\":\"manual\"");
    assertThat(audit.get(audit.size() - 1)).contains("\"added\":3");
  }

  private long rows() {
    return database()
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement();
                  var row = statement.executeQuery("select count(*) from suppression")) {
                row.next();
                return row.getLong(1);
              }
            });
  }
}
