package relay.domain.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import relay.domain.http.IdempotencyKeys.Claim;

class IdempotencyBookTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final IdempotencyBook book = new IdempotencyBook(Duration.ofHours(24), 2);

  @Test
  void shouldGrantAKeyOnce() {
    assertThat(book.claim(key("k", "c"), NOW)).isInstanceOf(Claim.Granted.class);
    assertThat(book.claim(key("k", "c"), NOW)).isInstanceOf(Claim.InProgress.class);
  }

  @Test
  void shouldTellTheAnswerToTheSameContentOnly() {
    book.claim(key("k", "c"), NOW);
    book.answered(key("k", "c"), "answer", NOW);

    assertThat(book.claim(key("k", "c"), NOW)).isEqualTo(new Claim.Answered("answer"));
    assertThat(book.claim(key("k", "other"), NOW)).isInstanceOf(Claim.OtherContent.class);
  }

  @Test
  void shouldKeepUsersApart() {
    book.claim(key("k", "c"), NOW);

    assertThat(book.claim(new IdempotencyKey("other", "k", "c"), NOW))
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void shouldRefuseMoreKeysThanItMayRememberUntilOldOnesAreOver() {
    book.claim(key("1", "c"), NOW);
    book.claim(key("2", "c"), NOW);

    assertThat(book.claim(key("3", "c"), NOW)).isInstanceOf(Claim.Full.class);
    assertThat(book.claim(key("3", "c"), NOW.plus(Duration.ofHours(24))))
        .isInstanceOf(Claim.Granted.class);
    assertThat(book.size()).isEqualTo(1);
  }

  @Test
  void shouldCountTheTimeFromTheAnswer() {
    book.claim(key("k", "c"), NOW);
    book.answered(key("k", "c"), "answer", NOW.plusSeconds(60));

    assertThat(book.claim(key("k", "c"), NOW.plus(Duration.ofHours(24))))
        .isInstanceOf(Claim.Answered.class);
  }

  private static IdempotencyKey key(String key, String content) {
    return new IdempotencyKey("shop", key, content);
  }
}
