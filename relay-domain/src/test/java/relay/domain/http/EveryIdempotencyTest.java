package relay.domain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.http.IdempotencyKeys.Claim;

/** Repeated requests by chance: one mail each, the same answer, and no key that lasts for ever. */
class EveryIdempotencyTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  /** What a plain reading of the rules remembers of a key. */
  private record Known(String content, String answer, Instant since) {}

  @Test
  void shouldAnswerEveryClaimAsAPlainTableWould() {
    Chance.rounds(
        200,
        random -> {
          IdempotencyBook book = new IdempotencyBook(DAY, 1000);
          Map<String, Known> table = new HashMap<>();
          Instant now = NOON;
          for (int step = 0; step < 60; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(300)));
            Instant time = now;
            table.values().removeIf(known -> !known.since().plus(DAY).isAfter(time));
            var key =
                new IdempotencyKey(
                    oneOf(random, "ann", "bob"),
                    oneOf(random, "k1", "k2"),
                    oneOf(random, "x", "y"));
            String name = key.owner() + " " + key.key();

            Claim claim = book.claim(key, now);

            Known known = table.get(name);
            if (known == null) {
              assertThat(claim).isEqualTo(new Claim.Granted());
              table.put(name, new Known(key.content(), null, now));
              if (random.nextInt(3) == 0) {
                book.release(key);
                table.remove(name);
              } else if (random.nextBoolean()) {
                book.answered(key, "id" + step, now);
                table.put(name, new Known(key.content(), "id" + step, now));
              }
            } else if (!known.content().equals(key.content())) {
              assertThat(claim).isEqualTo(new Claim.OtherContent());
            } else {
              assertThat(claim)
                  .isEqualTo(
                      known.answer() == null
                          ? new Claim.InProgress()
                          : new Claim.Answered(known.answer()));
            }
            assertThat(book.size()).isEqualTo(table.size());
          }
        });
  }

  @Test
  void shouldNeverRememberMoreKeysThanItMay() {
    IdempotencyBook book = new IdempotencyBook(DAY, 5);
    for (int i = 0; i < 20; i++) {
      Claim claim = book.claim(new IdempotencyKey("ann", "k" + i, "x"), NOON);

      assertThat(claim).isEqualTo(i < 5 ? new Claim.Granted() : new Claim.Full());
      assertThat(book.size()).isLessThanOrEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "' abc ', abc",
    "'\"quoted\"', quoted",
    "'\"', '\"'",
    "'\"\"', '\"\"'",
    "'a b', ",
    "'', ",
    "'\"a b\"', ",
    "'a\u00e4', ",
    "'a\u0007', "
  })
  void shouldReadAKeyWithAndWithoutQuotes(String header, String key) {
    assertThat(IdempotencyKey.readHeader(header).orElse(null)).isEqualTo(key);
  }

  @Test
  void shouldTakeAKeyOfTwoHundredCharactersAndNoLonger() {
    assertThat(IdempotencyKey.readHeader("k".repeat(200))).isPresent();
    assertThat(IdempotencyKey.readHeader("k".repeat(201))).isEmpty();
  }
}
