package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.tenancy.Tokens;

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

  @Test
  void shouldHaveNoTokenInWhatOthersAreTold() {
    Session session = book.open(OLGA, 7, NOON);

    List<SessionNote> news = book.news(10);

    assertThat(news)
        .containsExactly(
            new SessionNote(
                SessionNote.What.OPENED, Tokens.hashOf(session.token()), OLGA, 7, NOON, NOON));
    assertThat(news.toString()).doesNotContain(session.token(), session.csrfToken());
    assertThat(book.news(10)).isEmpty();
  }

  @Test
  void shouldBeTheSameSessionOnAnotherNode() {
    Session session = book.open(OLGA, 7, NOON);
    SessionBook other = new SessionBook(() -> settings, new Random(6));

    other.learn(book.news(10), false);

    assertThat(other.use(session.token(), NOON)).contains(session);
  }

  @Test
  void shouldEndOnEveryNodeWhatOneEnds() {
    Session session = book.open(OLGA, 7, NOON);
    SessionBook other = new SessionBook(() -> settings, new Random(6));
    other.learn(told(book), false);

    other.close(session.token());
    book.learn(told(other), false);

    assertThat(book.use(session.token(), NOON)).isEmpty();
    assertThat(book.news(10)).isEmpty();
  }

  @Test
  void shouldGoOnElsewhereWhatIsForgottenHere() {
    Session session = book.open(OLGA, 7, NOON);
    told(book);

    book.forget(session.token());

    assertThat(book.use(session.token(), NOON)).isEmpty();
    assertThat(book.news(10)).isEmpty();
  }

  @Test
  void shouldTellUsesNowAndThenSoThatNobodyIsIdleForOthers() {
    Session session = book.open(OLGA, 7, NOON);
    SessionBook other = new SessionBook(() -> settings, new Random(6));
    other.learn(told(book), false);
    Instant now = NOON;
    int told = 0;
    for (int i = 0; i < 600; i++) {
      now = now.plusSeconds(10);
      book.use(session.token(), now);
      List<SessionNote> news = told(book);
      told += news.size();
      other.learn(news, false);
    }

    assertThat(told).as("of 600 uses within 100 minutes").isBetween(50, 70);
    assertThat(other.use(session.token(), now)).contains(session);
  }

  @Test
  void shouldTellAgainWhatCouldNotBeToldUnlessThereIsNewer() {
    Session first = book.open(OLGA, 7, NOON);
    Session second = book.open(OLGA, 7, NOON);
    List<SessionNote> lost = book.news(10);
    book.close(second.token());
    book.keep(lost);

    assertThat(book.news(10))
        .extracting(SessionNote::what, SessionNote::tokenHash)
        .containsExactlyInAnyOrder(
            tuple(SessionNote.What.OPENED, Tokens.hashOf(first.token())),
            tuple(SessionNote.What.ENDED, Tokens.hashOf(second.token())));
  }

  @Test
  void shouldLoseWhatAllNodesLostAndKeepWhatNobodyWasToldYet() {
    Session told = book.open(OLGA, 7, NOON);
    told(book);
    Session untold = book.open(OLGA, 7, NOON);

    book.learn(List.of(), true);

    assertThat(book.use(told.token(), NOON)).isEmpty();
    assertThat(book.use(untold.token(), NOON)).isPresent();
  }

  @Test
  void shouldNotOpenAgainWhatEndedHereWhenOthersDoNotKnowItYet() {
    Session session = book.open(OLGA, 7, NOON);
    List<SessionNote> opened = told(book);
    book.close(session.token());

    book.learn(opened, false);

    assertThat(book.use(session.token(), NOON)).isEmpty();
    assertThat(book.news(10)).extracting(SessionNote::what).containsExactly(SessionNote.What.ENDED);
  }

  @Test
  void shouldCountTheSessionsOfAllNodesOfOneUser() {
    SessionBook other = new SessionBook(() -> settings, new Random(6));
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SessionBook node = i % 2 == 0 ? book : other;
      sessions.add(node.open(OLGA, 7, NOON.plusSeconds(i)));
      List<SessionNote> news = told(node);
      (i % 2 == 0 ? other : book).learn(news, false);
    }

    Instant now = NOON.plusSeconds(5);
    assertThat(other.use(sessions.get(0).token(), now)).isEmpty();
    assertThat(book.use(sessions.get(0).token(), now)).isEmpty();
    assertThat(book.use(sessions.get(1).token(), now)).isPresent();
    assertThat(other.use(sessions.get(2).token(), now)).isPresent();
  }

  @Test
  void shouldHoldNoMoreThanItsBoundWhateverItHears() {
    SessionBook other = new SessionBook(() -> settings, new Random(6));
    for (int i = 0; i < 100; i++) {
      other.open(Identity.ofPlatform("user" + i, Role.OPERATOR), 1, NOON);
      book.learn(
          other.news(10).stream().filter(n -> n.what() == SessionNote.What.OPENED).toList(), false);
    }

    assertThat(book.size()).isEqualTo(3);
    for (int i = 0; i < 100; i++) {
      other.open(Identity.ofPlatform("user" + i, Role.OPERATOR), 1, NOON);
    }
    assertThat(other.news(1000)).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void shouldKeepANameToItselfThatADatabaseMightNotTake() {
    Session session = book.open(Identity.ofPlatform("oidc:a\u0000b", Role.OPERATOR), 0, NOON);

    assertThat(book.news(10)).isEmpty();
    book.learn(List.of(), true);
    assertThat(book.use(session.token(), NOON)).isPresent();
  }

  /** Whatever happens: what one node ended opens at none, and all agree about the rest. */
  @Test
  void shouldAgreeWithOtherNodesInTheEnd() {
    settings = new SessionSettings(Duration.ofMinutes(30), Duration.ofHours(2), 50, 50);
    Chance.rounds(
        200,
        random -> {
          Map<String, SessionNote> shared = new HashMap<>();
          List<SessionBook> nodes =
              List.of(
                  new SessionBook(() -> settings, random), new SessionBook(() -> settings, random));
          List<Session> open = new ArrayList<>();
          List<Session> ended = new ArrayList<>();
          Instant now = NOON;
          for (int i = random.nextInt(60); i > 0; i--) {
            now = now.plusSeconds(random.nextInt(20));
            SessionBook node = nodes.get(random.nextInt(2));
            switch (random.nextInt(5)) {
              case 0 -> open.add(node.open(OLGA, 1, now));
              case 1 -> exchange(node, shared);
              case 2 -> node.keep(node.news(random.nextInt(5)));
              case 3 -> {
                if (!open.isEmpty()) {
                  node.use(open.get(random.nextInt(open.size())).token(), now);
                }
              }
              default -> {
                Session any = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
                if (any != null && node.use(any.token(), now).isPresent()) {
                  node.close(any.token());
                  open.remove(any);
                  ended.add(any);
                }
              }
            }
          }
          nodes.forEach(node -> exchange(node, shared));
          nodes.forEach(node -> exchange(node, shared));

          for (SessionBook node : nodes) {
            Instant end = now;
            assertThat(open).allSatisfy(s -> assertThat(node.use(s.token(), end)).contains(s));
            assertThat(ended).allSatisfy(s -> assertThat(node.use(s.token(), end)).isEmpty());
          }
        });
  }

  /** One round of a node, as it goes over a database. */
  private static void exchange(SessionBook node, Map<String, SessionNote> shared) {
    List<SessionNote> news = node.news(100);
    for (SessionNote note : news) {
      SessionNote before = shared.get(note.tokenHash());
      boolean isEnded = before != null && before.what() == SessionNote.What.ENDED;
      if (!isEnded && (before != null || note.what() == SessionNote.What.OPENED)) {
        shared.put(note.tokenHash(), note);
      }
    }
    node.told(news);
    node.learn(shared.values(), true);
  }

  /** What a node tells, when it is told for good. */
  private static List<SessionNote> told(SessionBook node) {
    List<SessionNote> news = node.news(100);
    node.told(news);
    return news;
  }
}
