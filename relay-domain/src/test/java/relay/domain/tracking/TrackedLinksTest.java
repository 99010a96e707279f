package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tracking.TestLinks.NOON;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.identity.IdentityTokens;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.tracking.LinkVerdict.Expired;
import relay.domain.tracking.LinkVerdict.Forged;
import relay.domain.tracking.LinkVerdict.Genuine;

/** The words in tracked addresses: who can make them, and what they say. */
class TrackedLinksTest {
  private final TrackedLinks links = TestTracking.links(1);

  @Test
  void shouldReadBackWhateverItWrites() {
    Chance.rounds(
        500,
        random -> {
          var kind = VisitKind.values()[random.nextInt(3)];
          var owner =
              new MailOwner("t" + random.nextInt(99), "s" + random.nextInt(9), "")
                  .inCampaign(random.nextBoolean() ? "spring" : "")
                  .inVariant(random.nextBoolean() ? "b" : "");
          Optional<TrackedRecipient> recipient =
              random.nextBoolean()
                  ? Optional.of(
                      new TrackedRecipient(
                          QueueId.of(random.nextLong(), random.nextLong()),
                          EmailAddress.parse("b" + random.nextInt() + "@example.org")))
                  : Optional.empty();
          String target =
              kind == VisitKind.CLICK ? "https://a.example/" + "x".repeat(random.nextInt(900)) : "";
          var link =
              new TrackedLink(
                  kind,
                  owner,
                  NOON.plusSeconds(random.nextInt(1_000_000)),
                  random.nextInt(100_000),
                  recipient,
                  target);

          assertThat(links.check(links.make(link), NOON)).isEqualTo(new Genuine(link));
        });
  }

  @Test
  void shouldMakeTheSameWordForTheSameLinkAgain() {
    var link = TestLinks.click(1, "https://a.example/");

    assertThat(links.make(link)).isEqualTo(links.make(link));
    assertThat(links.make(TestLinks.click(2, "https://a.example/"))).isNotEqualTo(links.make(link));
  }

  @Test
  void shouldShowNobodyWhomItWasSentToOrWhereItLeads() {
    String word = links.make(TestLinks.click(1, "https://secret.example/offer"));
    String octets =
        new String(
            Base64.getUrlDecoder().decode(word), java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThat(word).matches("[A-Za-z0-9_-]+");
    assertThat(octets).doesNotContain("bob", "example", "acme", "news", "spring", "offer");
  }

  @Test
  void shouldRefuseAWordOfWhichAnyBitWasTurned() {
    byte[] octets =
        Base64.getUrlDecoder().decode(links.make(TestLinks.click(1, "https://a.example/x")));

    for (int bit = 0; bit < octets.length * 8; bit++) {
      byte[] turned = octets.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      String word = Base64.getUrlEncoder().withoutPadding().encodeToString(turned);
      assertThat(links.check(word, NOON)).as("bit %s", bit).isInstanceOf(Forged.class);
    }
  }

  @Test
  void shouldRefuseAWordThatWasCutOrGrew() {
    String word = links.make(TestLinks.click(1, "https://a.example/x"));

    for (int end = 0; end < word.length(); end++) {
      assertThat(links.check(word.substring(0, end), NOON)).isInstanceOf(Forged.class);
    }
    for (String more : new String[] {"A", "AA", "AAAA", "=", "==", ".", "\r\nSet-Cookie: a=b"}) {
      assertThat(links.check(word + more, NOON)).isInstanceOf(Forged.class);
    }
  }

  @Test
  void shouldKnowAWordInOneFormOnly() {
    String word = links.make(TestLinks.open());
    int forms = 0;
    for (char last :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
      String other = word.substring(0, word.length() - 1) + last;
      forms += links.check(other, NOON) instanceof Genuine ? 1 : 0;
    }

    assertThat(forms).isEqualTo(1);
  }

  @Test
  void shouldRefuseWordsOfAnotherRelay() {
    String word = TestTracking.links(2).make(TestLinks.open());

    assertThat(links.check(word, NOON)).isInstanceOf(Forged.class);
  }

  @Test
  void shouldNotTakeTheTokenOfAReturnPathForALink() {
    String token = relay.domain.identity.TestTokens.of(1).make(TestLinks.MAIL, 0);

    assertThat(links.check(token, NOON)).isInstanceOf(Forged.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "AAAA",
        "https://evil.example/",
        "//evil.example",
        "..%2f..",
        "\u0000",
        "\r\n",
        "ÄÖÜ",
        "%00",
        "javascript:alert(1)",
        "-_-_-_-_-_-_-_-_-_-_-_-_-_-_"
      })
  void shouldRefuseAnyOtherText(String text) {
    assertThat(links.check(text, NOON)).isInstanceOf(Forged.class);
  }

  @Test
  void shouldRefuseAHugeTextWithoutReadingIt() {
    assertThat(links.check("A".repeat(1_000_000), NOON)).isInstanceOf(Forged.class);
  }

  @Test
  void shouldRefuseRandomOctetsOfAnyLength() {
    Chance.rounds(
        1_000,
        random -> {
          byte[] octets = new byte[random.nextInt(200)];
          random.nextBytes(octets);
          String word = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);

          assertThat(links.check(word, NOON)).isInstanceOf(Forged.class);
        });
  }

  @Test
  void shouldCountForAsLongAsTheTokensOfTheMail() {
    String word = links.make(TestLinks.click(1, "https://a.example/"));
    Duration lifetime = relay.domain.identity.TestTokens.of(1).lifetime();

    assertThat(links.check(word, NOON.plus(lifetime))).isInstanceOf(Genuine.class);
    assertThat(links.check(word, NOON.plus(lifetime).plusSeconds(1)))
        .isEqualTo(new Expired(TestLinks.click(1, "https://a.example/")));
  }

  @Test
  void shouldMakeNothingWithoutAKey() {
    var without = new TrackedLinks(() -> IdentityTokens.NONE);

    assertThat(without.canMake()).isFalse();
    assertThat(without.check("AAAA", NOON)).isInstanceOf(Forged.class);
    assertThatThrownBy(() -> without.make(TestLinks.open()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldReadNothingFromOctetsThatSayNothing() {
    Chance.rounds(
        1_000,
        random -> {
          byte[] octets = new byte[random.nextInt(60)];
          random.nextBytes(octets);

          assertThat(LinkOctets.read(octets)).satisfies(link -> assertThat(link).isNotNull());
        });
    assertThat(LinkOctets.read(new byte[0])).isEmpty();
    assertThat(LinkOctets.read(new byte[] {7})).isEmpty();
  }

  @Test
  void shouldNotLetALinkLeadNowhereNorAPictureSomewhere() {
    assertThatThrownBy(() -> TestLinks.click(1, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new TrackedLink(
                    VisitKind.OPEN, TestLinks.NEWS, NOON, 0, Optional.empty(), "https://a.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
