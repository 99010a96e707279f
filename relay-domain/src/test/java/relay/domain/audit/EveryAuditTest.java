package relay.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** What nobody can do to the audit without its being seen. */
class EveryAuditTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldSeeAnyChangeOfAnyFieldOfAnyEntry() {
    Chance.rounds(
        400,
        random -> {
          List<AuditEntry> chain = chain(random, 1 + random.nextInt(6));
          AuditEntry head = chain.get(chain.size() - 1);
          int index = random.nextInt(chain.size());
          AuditEntry was = chain.get(index);
          AuditEvent other = changed(was.event(), random);
          boolean newHash = random.nextBoolean();
          chain.set(
              index,
              newHash
                  ? new AuditEntry(
                      was.number(),
                      other,
                      AuditEntry.after(
                              was.number() - 1,
                              index == 0 ? "" : chain.get(index - 1).hash(),
                              other)
                          .hash())
                  : new AuditEntry(was.number(), other, was.hash()));

          AuditVerdict verdict = verdict(chain, head);

          assertThat(verdict).isInstanceOf(AuditVerdict.Broken.class);
          // with a hash made anew the break shows at the next link, or at the head
          long number = ((AuditVerdict.Broken) verdict).number();
          assertThat(number).isBetween(was.number(), was.number() + 1);
        });
  }

  @Test
  void shouldSeeThatEntriesWereTakenOutDoubledOrSwapped() {
    Chance.rounds(
        300,
        random -> {
          List<AuditEntry> chain = chain(random, 2 + random.nextInt(6));
          AuditEntry head = chain.get(chain.size() - 1);
          int index = random.nextInt(chain.size());
          switch (random.nextInt(3)) {
            case 0 -> chain.remove(index);
            case 1 -> chain.add(index, chain.get(index));
            default -> {
              int next = (index + 1) % chain.size();
              AuditEntry one = chain.get(index);
              chain.set(index, chain.get(next));
              chain.set(next, one);
            }
          }

          assertThat(verdict(chain, head)).isInstanceOf(AuditVerdict.Broken.class);
        });
  }

  @Test
  void shouldFindEveryChainWholeThatNobodyTouched() {
    Chance.rounds(
        100,
        random -> {
          List<AuditEntry> chain = chain(random, random.nextInt(20));
          AuditEntry head =
              chain.isEmpty() ? new AuditEntry(0, event(random), "") : chain.get(chain.size() - 1);

          assertThat(verdict(chain, head)).isEqualTo(new AuditVerdict.Whole(chain.size()));
        });
  }

  @Test
  void shouldSeeAHeadThatIsNotTheEnd() {
    List<AuditEntry> chain = chain(new Random(1), 3);

    assertThat(verdict(chain, chain.get(1)))
        .isEqualTo(
            new AuditVerdict.Broken(2, "is not where the head of the chain says the chain ends"));
    assertThat(verdict(chain, new AuditEntry(3, chain.get(2).event(), "00")))
        .isInstanceOf(AuditVerdict.Broken.class);
    assertThat(verdict(chain, new AuditEntry(0, chain.get(2).event(), "")))
        .isEqualTo(
            new AuditVerdict.Broken(1, "is not where the head of the chain says the chain ends"));
    assertThat(verdict(List.of(), chain.get(0)))
        .isEqualTo(new AuditVerdict.Broken(1, "is missing, and what came after it"));
  }

  @Test
  void shouldTellTheFirstBreakAndGoNoFurther() {
    List<AuditEntry> chain = chain(new Random(2), 5);
    AuditChain reader = new AuditChain();

    assertThat(reader.add(chain.get(0))).isTrue();
    assertThat(reader.add(chain.get(2))).isFalse();
    assertThat(reader.add(chain.get(1))).isFalse();
    assertThat(reader.add(chain.get(3))).isFalse();
    assertThat(reader.end(5, chain.get(4).hash()))
        .isEqualTo(new AuditVerdict.Broken(2, "is missing"));
  }

  /** A database keeps milliseconds; what it gives back must give the same hash. */
  @Test
  void shouldHashWhatTheDatabaseGivesBack() {
    AuditEvent exact =
        new AuditEvent(
            Instant.parse("2026-01-01T12:00:00.123999999Z"),
            new Actor("ann", "console"),
            "create",
            "acme",
            "tenant acme",
            "",
            "{}");

    AuditEntry entry = AuditEntry.after(0, "", exact);

    assertThat(entry.event().at()).isEqualTo(Instant.parse("2026-01-01T12:00:00.123Z"));
    assertThat(entry.follows(0, "")).isTrue();
    assertThat(entry.follows(1, "")).isFalse();
    assertThat(entry.follows(0, "00")).isFalse();
    assertThat(entry.hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void shouldBoundTheNamesOfActors() {
    Actor actor = new Actor("n".repeat(301), "o".repeat(101));

    assertThat(actor.name()).hasSize(300);
    assertThat(actor.origin()).hasSize(100);
    assertThatThrownBy(() -> new Actor("", "console")).hasMessage("an actor has a name");
    assertThat(Actor.system("n1")).isEqualTo(new Actor("system", "node n1"));
  }

  /** Half a character has no UTF-8, and a database refuses it. */
  @Test
  void shouldNotCutACharacterOfAnActorInTwo() {
    Actor actor = new Actor("n".repeat(299) + "\ud83d\ude00", "o".repeat(99) + "\ud83d\ude00");

    assertThat(actor.name()).isEqualTo("n".repeat(299));
    assertThat(actor.origin()).isEqualTo("o".repeat(99));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001, Integer.MAX_VALUE})
  void shouldBoundASearch(int limit) {
    assertThatThrownBy(
            () ->
                new AuditQuery(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit))
        .hasMessage("limit is 1 to 1000");
  }

  @Test
  void shouldFindNewestFirstByEverythingThatIsGiven() {
    InMemoryAuditLog log = new InMemoryAuditLog();
    for (int i = 1; i <= 6; i++) {
      log.record(
          new AuditEvent(
              NOON,
              new Actor(i % 2 == 0 ? "ann" : "bob", "console"),
              "create",
              i % 3 == 0 ? "shop" : "acme",
              "stream " + i,
              "",
              "{}"));
    }

    assertThat(numbers(log, Optional.empty(), Optional.empty(), Optional.empty(), 3))
        .containsExactly(6L, 5L, 4L);
    assertThat(numbers(log, Optional.of("acme"), Optional.empty(), Optional.empty(), 9))
        .containsExactly(5L, 4L, 2L, 1L);
    assertThat(numbers(log, Optional.of("acme"), Optional.of("ann"), Optional.empty(), 9))
        .containsExactly(4L, 2L);
    assertThat(numbers(log, Optional.of("acme"), Optional.of("ann"), Optional.of(4L), 9))
        .containsExactly(2L);
    assertThat(log.from(4, 2)).extracting(AuditEntry::number).containsExactly(4L, 5L);
    assertThat(log.verify()).isEqualTo(new AuditVerdict.Whole(6));
    log.tamper(2, log.from(1, 1).get(0).event());
    assertThat(log.verify()).isInstanceOf(AuditVerdict.Broken.class);
    log.setDown(true);
    assertThatThrownBy(log::verify).isInstanceOf(AuditUnavailable.class);
  }

  private static List<Long> numbers(
      AuditLog log,
      Optional<String> tenant,
      Optional<String> actor,
      Optional<Long> before,
      int limit) {
    return log.find(new AuditQuery(tenant, Optional.empty(), actor, before, limit)).stream()
        .map(AuditEntry::number)
        .toList();
  }

  private static AuditVerdict verdict(List<AuditEntry> chain, AuditEntry head) {
    AuditChain reader = new AuditChain();
    chain.forEach(reader::add);
    return reader.end(head.number(), head.hash());
  }

  private static List<AuditEntry> chain(Random random, int length) {
    List<AuditEntry> chain = new ArrayList<>();
    String hash = "";
    for (int i = 0; i < length; i++) {
      chain.add(AuditEntry.after(i, hash, event(random)));
      hash = chain.get(i).hash();
    }
    return chain;
  }

  private static AuditEvent event(Random random) {
    return new AuditEvent(
        NOON.plusNanos(random.nextInt()),
        new Actor("a" + text(random), text(random)),
        Chance.oneOf(random, "create", "replace", "delete"),
        text(random),
        text(random),
        text(random),
        text(random));
  }

  private static String text(Random random) {
    return Chance.oneOf(random, "", "a", "ab", "{}", "\u00e4", "1", "\u0000");
  }

  private static AuditEvent changed(AuditEvent e, Random random) {
    Actor a = e.actor();
    return switch (random.nextInt(8)) {
      case 0 ->
          new AuditEvent(
              e.at().plusMillis(1), a, e.action(), e.tenant(), e.subject(), e.before(), e.after());
      case 1 -> with(e, new Actor(a.name() + "x", a.origin()), e.action());
      case 2 -> with(e, new Actor(a.name(), a.origin() + "x"), e.action());
      case 3 -> with(e, a, e.action() + "x");
      case 4 -> texts(e, e.tenant() + "x", e.subject(), e.before(), e.after());
      case 5 -> texts(e, e.tenant(), e.subject() + "x", e.before(), e.after());
      case 6 -> texts(e, e.tenant(), e.subject(), e.before() + "x", e.after());
      default -> texts(e, e.tenant(), e.subject(), e.before(), e.after() + "x");
    };
  }

  private static AuditEvent with(AuditEvent e, Actor actor, String action) {
    return new AuditEvent(e.at(), actor, action, e.tenant(), e.subject(), e.before(), e.after());
  }

  private static AuditEvent texts(
      AuditEvent e, String tenant, String subject, String before, String after) {
    return new AuditEvent(e.at(), e.actor(), e.action(), tenant, subject, before, after);
  }
}
