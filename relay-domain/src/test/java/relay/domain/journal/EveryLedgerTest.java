package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.journal.AttemptLedger.Standing;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;

/** The ledger over journals by chance: what it forgets, and what it must never forget. */
class EveryLedgerTest {
  private static final List<EmailAddress> EVERYBODY =
      List.of("a", "b", "c").stream().map(n -> EmailAddress.parse(n + "@example.org")).toList();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldKnowOfEachAttemptWhoIsInDoubtAndWhoIsNot() {
    Chance.rounds(
        300,
        random -> {
          AttemptLedger ledger = new AttemptLedger(1000);
          List<EntryId> entries = new ArrayList<>();
          List<Set<EmailAddress>> heard = new ArrayList<>();
          for (int mail = random.nextInt(8); mail >= 0; mail--) {
            EntryId entry = entry(mail, random.nextInt(4));
            Set<EmailAddress> some = someOf(random);
            ledger.note(List.of(attempted(entry)));
            some.forEach(who -> ledger.note(List.of(delivered(entry, who))));
            entries.add(entry);
            heard.add(some);
          }

          for (int i = 0; i < entries.size(); i++) {
            for (EmailAddress who : EVERYBODY) {
              Class<?> expected =
                  heard.get(i).contains(who) ? Standing.Ended.class : Standing.Open.class;
              assertThat(ledger.of(entries.get(i), who)).isInstanceOf(expected);
            }
            assertThat(ledger.isFresh(entries.get(i))).isFalse();
            assertThat(ledger.isFresh(entries.get(i).afterAttempt())).isTrue();
          }
          long open = heard.stream().filter(h -> h.size() < EVERYBODY.size()).count();
          assertThat(ledger.open()).hasSize((int) open);
        });
  }

  @Test
  void shouldForgetEndsBeyondItsBoundAndNeverAnOpenAttempt() {
    Chance.rounds(
        100,
        random -> {
          int bound = 1 + random.nextInt(20);
          AttemptLedger ledger = new AttemptLedger(bound);
          EntryId open = entry(0, 0);
          ledger.note(List.of(attempted(open)));

          int ends = random.nextInt(60);
          for (int i = 1; i <= ends; i++) {
            ledger.note(List.of(delivered(entry(i, 0), EVERYBODY.get(0))));
          }

          int kept = 0;
          for (int i = 1; i <= ends; i++) {
            boolean known = !ledger.isFresh(entry(i, 0));
            assertThat(known)
                .as("end %d of %d, bound %d", i, ends, bound)
                .isEqualTo(i > ends - bound);
            kept += known ? 1 : 0;
          }
          assertThat(kept).isEqualTo(Math.min(bound, ends));
          assertThat(ledger.of(open, EVERYBODY.get(0))).isInstanceOf(Standing.Open.class);
        });
  }

  @Test
  void shouldSayTheSameWhenTheJournalIsReadTwice() {
    Chance.rounds(
        200,
        random -> {
          List<MailEvent> journal = new ArrayList<>();
          for (int mail = random.nextInt(5); mail >= 0; mail--) {
            EntryId entry = entry(mail, 1);
            journal.add(attempted(entry));
            someOf(random).forEach(who -> journal.add(delivered(entry, who)));
          }
          AttemptLedger once = new AttemptLedger(100);
          once.note(journal);
          AttemptLedger carried = new AttemptLedger(100);

          // A new file begins with the attempts that are open; the old one may be read before it.
          carried.note(journal);
          carried.note(once.open());

          for (int mail = 0; mail < 5; mail++) {
            for (EmailAddress who : EVERYBODY) {
              assertThat(carried.of(entry(mail, 1), who)).isEqualTo(once.of(entry(mail, 1), who));
            }
          }
        });
  }

  private static Set<EmailAddress> someOf(Random random) {
    Set<EmailAddress> some = new HashSet<>(EVERYBODY);
    some.removeIf(who -> random.nextBoolean());
    return some;
  }

  private static EntryId entry(int mail, int attempts) {
    return new EntryId(
        new QueueId("0khr3vqs0" + "0".repeat(9) + digit(mail / 32) + digit(mail)), 1, attempts);
  }

  private static char digit(int n) {
    return "0123456789abcdefghjkmnpqrstvwxyz".charAt(n % 32);
  }

  private static MailEvent attempted(EntryId entry) {
    return event(
        EventType.ATTEMPTED,
        entry,
        Optional.empty(),
        Map.of(EventField.RECIPIENTS, EVERYBODY.stream().map(Object::toString).toList()));
  }

  private static MailEvent delivered(EntryId entry, EmailAddress who) {
    return event(EventType.DELIVERED, entry, Optional.of(who), Map.of());
  }

  private static MailEvent event(
      EventType type, EntryId entry, Optional<EmailAddress> who, Map<String, Object> details) {
    return new MailEvent(
        type, NOON, Optional.of(entry.mail()), entry.part(), entry.attempts() + 1, who, details);
  }
}
