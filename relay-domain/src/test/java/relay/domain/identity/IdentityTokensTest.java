package relay.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.feedback.mail.FeedbackReader;
import relay.domain.identity.TokenVerdict.Expired;
import relay.domain.identity.TokenVerdict.Forged;
import relay.domain.identity.TokenVerdict.Genuine;
import relay.domain.mail.QueueId;

class IdentityTokensTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration LIFETIME = Duration.ofDays(90);
  private static final QueueId MAIL = QueueId.next(NOON, () -> 7L);
  private final IdentityTokens tokens = new IdentityTokens(List.of(key(3, 1)), LIFETIME);

  static TokenKey key(int number, long seed) {
    byte[] secret = new byte[32];
    new Random(seed).nextBytes(secret);
    return new TokenKey(number, secret);
  }

  @Test
  void shouldTellMailAndRecipientOfEveryTokenItMade() {
    Chance.rounds(
        2000,
        random -> {
          QueueId mail = QueueId.of(random.nextLong() >>> 22, random.nextLong());
          int recipient = random.nextInt(Genuine.WHOLE_MAIL + 1);

          String token = tokens.make(mail, recipient);

          assertThat(tokens.check(token, Instant.EPOCH)).isEqualTo(new Genuine(mail, recipient));
          assertThat(token).matches("[2-7][a-z2-7]{31}");
        });
  }

  /** What is out in the world must be read by later versions, too. */
  @Test
  void shouldStayTheSameFromVersionToVersion() {
    assertThat(tokens.make(MAIL, 2)).isEqualTo("2gzw6ln2yaaaaaaaaaaadqach3eryutu");
    assertThat(tokens.check("2gzw6ln2yaaaaaaaaaaadqach3eryutu", NOON))
        .isEqualTo(new Genuine(MAIL, 2));
  }

  @Test
  void shouldCountInCapitalLettersTooForServersChangeThem() {
    String token = tokens.make(MAIL, 1).toUpperCase(Locale.ROOT);

    assertThat(tokens.check(token, NOON)).isEqualTo(new Genuine(MAIL, 1));
  }

  @Test
  void shouldCountToTheEndOfItsLifeAndNoLonger() {
    String token = tokens.make(MAIL, 0);

    assertThat(tokens.check(token, NOON.plus(LIFETIME))).isEqualTo(new Genuine(MAIL, 0));
    assertThat(tokens.check(token, NOON.plus(LIFETIME).plusMillis(1)))
        .isEqualTo(new Expired(MAIL, NOON.plus(LIFETIME)));
  }

  @Test
  void shouldCountForAMailOfTheFutureOfAClockThatIsAhead() {
    String token = tokens.make(MAIL, 0);

    assertThat(tokens.check(token, NOON.minusSeconds(60))).isInstanceOf(Genuine.class);
  }

  /** Each bit of each character: no part of a token is without its signature. */
  @Test
  void shouldBeForgedWithAnyCharacterChanged() {
    String token = tokens.make(MAIL, 5);
    for (int i = 0; i < token.length(); i++) {
      for (char c : "abcdefghijklmnopqrstuvwxyz234567".toCharArray()) {
        if (c != token.charAt(i)) {
          String other = token.substring(0, i) + c + token.substring(i + 1);
          assertThat(tokens.check(other, NOON)).as(other).isInstanceOf(Forged.class);
        }
      }
    }
  }

  @Test
  void shouldTakeNothingForATokenThatItDidNotMake() {
    Chance.rounds(
        5000,
        random -> {
          byte[] octets = new byte[random.nextInt(60)];
          random.nextBytes(octets);
          String noise = new String(octets, StandardCharsets.UTF_8);
          String likely =
              random
                  .ints(IdentityTokens.LENGTH, 0, 32)
                  .collect(
                      StringBuilder::new,
                      (out, i) -> out.append("abcdefghijklmnopqrstuvwxyz234567".charAt(i)),
                      StringBuilder::append)
                  .toString();

          assertThat(tokens.check(noise, NOON)).isInstanceOf(Forged.class);
          assertThat(tokens.check(likely, NOON)).isInstanceOf(Forged.class);
          assertThat(tokens.check("2g" + likely.substring(2), NOON)).isInstanceOf(Forged.class);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "not a token",
        "22222222222222222222222222222221",
        "2222222222222222222222222222222\u00e9",
        "222222222222222222222222222222222"
      })
  void shouldTakeNoOtherFormForAToken(String text) {
    assertThat(tokens.check(text, NOON)).isEqualTo(new Forged("not the form of a token"));
  }

  @Test
  void shouldProveNothingWithTheKeyOfSomebodyElse() {
    var others = new IdentityTokens(List.of(key(3, 2)), LIFETIME);
    var elsewhere = new IdentityTokens(List.of(key(4, 1)), LIFETIME);
    String token = tokens.make(MAIL, 0);

    assertThat(others.check(token, NOON)).isEqualTo(new Forged("not signed by us"));
    assertThat(elsewhere.check(token, NOON))
        .isEqualTo(new Forged("made with a key that we do not have"));
  }

  @Test
  void shouldStillCountAfterItsKeyWasRotated() {
    String token = tokens.make(MAIL, 9);

    var rotated = new IdentityTokens(List.of(key(3, 1), key(4, 2)), LIFETIME);

    assertThat(rotated.check(token, NOON)).isEqualTo(new Genuine(MAIL, 9));
    assertThat(rotated.make(MAIL, 9)).isNotEqualTo(token);
  }

  @Test
  void shouldTellAWholeMailFromARecipient() {
    String whole = tokens.make(MAIL, Genuine.WHOLE_MAIL);

    assertThat(tokens.check(whole, NOON))
        .isInstanceOfSatisfying(Genuine.class, g -> assertThat(g.tellsRecipient()).isFalse());
    assertThat(new Genuine(MAIL, 0).tellsRecipient()).isTrue();
  }

  @Test
  void shouldBeAnotherForEachRecipient() {
    Set<String> all = new HashSet<>();
    IntStream.range(0, 10_000).forEach(i -> all.add(tokens.make(MAIL, i)));

    assertThat(all).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 16_384, Integer.MAX_VALUE})
  void shouldNotBeMadeForAPlaceThatDoesNotFit(int recipient) {
    assertThatThrownBy(() -> tokens.make(MAIL, recipient))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no token fits recipient " + recipient);
  }

  @Test
  void shouldMakeAndBelieveNothingWithoutAKey() {
    assertThat(IdentityTokens.NONE.canMake()).isFalse();
    assertThatThrownBy(() -> IdentityTokens.NONE.make(MAIL, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no key");
    assertThat(IdentityTokens.NONE.check(tokens.make(MAIL, 0), NOON)).isInstanceOf(Forged.class);
  }

  /** What writes a token and what finds it in a mail that came back must agree on its form. */
  @Test
  void shouldBeFoundByTheReaderOfFeedbackWhereverItStands() {
    Chance.rounds(
        300,
        random -> {
          QueueId mail = QueueId.next(NOON, random);
          String token = tokens.make(mail, random.nextInt(100));
          String where =
              Chance.oneOf(
                  random,
                  "To: b-" + token + "@bounce.example.org\r\n",
                  "Message-ID: <x@y>\r\nDelivered-To: b-" + token + "@bounce.example.org\r\n");
          String report =
              where
                  + "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail\r\n\r\n"
                  + "<bob@b.example>: 550 5.1.1 no such user\r\n";

          String found =
              new FeedbackReader().read(report.getBytes(StandardCharsets.US_ASCII)).token();

          assertThat(found).isEqualTo(token);
        });
  }
}
