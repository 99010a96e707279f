package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.access.Identity;
import relay.domain.access.Role;

class SessionBookTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Identity OLGA = Identity.ofPlatform("olga", Role.OPERATOR);
  private SessionSettings settings =
      new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(2), 3, 3);
  private final SessionBook book = new SessionBook(() -> settings, new Random(5));

  @Test
  void shouldKnowASessionByItsTokenOnly() {
    Session session = book.open(OLGA, 1, NOON);

    assertThat(book.use(session.token(), NOON)).contains(session);
    assertThat(book.use(session.csrfToken(), NOON)).isEmpty();
    assertThat(session.csrfToken()).isNotEqualTo(session.token());
  }

  @Test
  void shouldEndWhenIdleTooLong() {
    String token = book.open(OLGA, 1, NOON).token();

    assertThat(book.use(token, NOON.plusSeconds(1799))).isPresent();
    assertThat(book.use(token, NOON.plusSeconds(1799 + 1799))).isPresent();
    assertThat(book.use(token, NOON.plusSeconds(1799 + 1799 + 1800))).isEmpty();
    assertThat(book.size()).isZero();
  }

  @Test
  void shouldEndAfterItsLifeHoweverMuchItIsUsed() {
    String token = book.open(OLGA, 1, NOON).token();
    for (int minutes = 20; minutes < 120; minutes += 20) {
      assertThat(book.use(token, NOON.plus(Duration.ofMinutes(minutes)))).isPresent();
    }

    assertThat(book.use(token, NOON.plus(Duration.ofMinutes(120)))).isEmpty();
  }

  @Test
  void shouldEndTheOneThatWasIdleLongestWhenThereAreTooMany() {
    String first = book.open(OLGA, 1, NOON).token();
    String second = book.open(OLGA, 1, NOON).token();
    book.open(OLGA, 1, NOON);
    book.use(first, NOON);

    book.open(OLGA, 1, NOON);

    assertThat(book.use(first, NOON)).isPresent();
    assertThat(book.use(second, NOON)).isEmpty();
    assertThat(book.size()).isEqualTo(3);
  }

  @Test
  void shouldEndOnesOwnIdlestSessionAndNobodyElsesWhenOneHasTooMany() {
    settings = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(2), 10, 2);
    String otto = book.open(Identity.ofPlatform("otto", Role.OPERATOR), 1, NOON).token();
    String first = book.open(OLGA, 1, NOON).token();
    String second = book.open(OLGA, 1, NOON).token();

    String third = book.open(OLGA, 1, NOON).token();

    assertThat(book.use(first, NOON)).isEmpty();
    assertThat(List.of(otto, second, third))
        .allSatisfy(token -> assertThat(book.use(token, NOON)).isPresent());
  }

  @Test
  void shouldLetGoOfSessionsThatAreOverBeforeAnyThatIsNot() {
    settings = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(2), 2, 2);
    book.open(OLGA, 1, NOON);
    String used = book.open(OLGA, 1, NOON.plusSeconds(1000)).token();

    book.open(OLGA, 1, NOON.plusSeconds(1900));

    assertThat(book.use(used, NOON.plusSeconds(1900))).isPresent();
  }

  @Test
  void shouldObeySettingsThatAreChangedMeanwhile() {
    String token = book.open(OLGA, 1, NOON).token();

    settings = new SessionSettings(Duration.ofMinutes(1), Duration.ofHours(2), 3, 3);

    assertThat(book.use(token, NOON.plusSeconds(61))).isEmpty();
  }

  @Test
  void shouldForgetASessionThatIsClosed() {
    String token = book.open(OLGA, 1, NOON).token();

    book.close(token);
    book.close(token);

    assertThat(book.use(token, NOON)).isEmpty();
  }

  @Test
  void shouldShowNoSecretInAnyText() {
    Session session = book.open(OLGA, 1, NOON);

    assertThat(session.toString()).doesNotContain(session.token(), session.csrfToken());
  }
}
