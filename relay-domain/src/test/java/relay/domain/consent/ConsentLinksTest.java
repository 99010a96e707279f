package relay.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.consent.ConsentLink.Choosing;
import relay.domain.consent.ConsentLink.Confirming;
import relay.domain.consent.ConsentLink.Renewing;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.tracking.LinkVerdict;
import relay.domain.tracking.TrackedLink;
import relay.domain.tracking.TrackedLinks;
import relay.domain.tracking.TrackedRecipient;
import relay.domain.tracking.VisitKind;

class ConsentLinksTest {
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final Confirming CONFIRMING = new Confirming("acme", "17", "news", AT, "hello@3");
  private static final Choosing CHOOSING =
      new Choosing("acme", EmailAddress.parse("Ann@bücher.example"), AT, Optional.empty());
  private static final Choosing CHOOSING_BY_MAIL =
      new Choosing(
          "acme",
          EmailAddress.parse("Ann@bücher.example"),
          AT,
          Optional.of(QueueId.next(AT, new Random(7))));
  private static final Renewing RENEWING =
      new Renewing(
          "acme",
          EmailAddress.parse("Ann@bücher.example"),
          "news",
          "still-there",
          AT,
          AT.plusSeconds(86_400),
          "ask@3");
  private final IdentityTokens tokens = TestTokens.of(1);
  private final ConsentLinks links = new ConsentLinks(() -> tokens);

  @Test
  void shouldReadWhatItMade() {
    assertThat(links.read(links.make(CONFIRMING))).contains(CONFIRMING);
    assertThat(links.read(links.make(CHOOSING))).contains(CHOOSING);
    assertThat(links.read(links.make(CHOOSING_BY_MAIL))).contains(CHOOSING_BY_MAIL);
    assertThat(links.read(links.make(RENEWING))).contains(RENEWING);
  }

  @Test
  void shouldMakeTheSameWordForTheSameLink() {
    assertThat(links.make(CHOOSING)).isEqualTo(links.make(CHOOSING));
    assertThat(links.make(CHOOSING)).isNotEqualTo(links.make(CONFIRMING));
  }

  @Test
  void shouldShowNobodyWhatItSays() {
    assertThat(links.make(CHOOSING)).doesNotContain("ann", "acme").matches("[A-Za-z0-9_-]+");
  }

  @Test
  void shouldReadNoWordOfWhichOneBitIsAnother() {
    String word = links.make(CONFIRMING);

    for (int i = 0; i < word.length(); i++) {
      char other = word.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = word.substring(0, i) + other + word.substring(i + 1);

      assertThat(links.read(tampered)).as("character %s", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "../../etc/passwd", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void shouldReadNothingElse(String word) {
    assertThat(links.read(word)).isEmpty();
  }

  @Test
  void shouldReadNoWordMadeWithAnotherKey() {
    IdentityTokens others = TestTokens.of(2);

    assertThat(links.read(new ConsentLinks(() -> others).make(CONFIRMING))).isEmpty();
  }

  /** All four sorts of links are sealed with the same keys. */
  @Test
  void shouldNeitherTakeTrackedLinksNorBeTakenForOne() {
    TrackedLinks tracked = new TrackedLinks(() -> tokens);
    var recipient =
        new TrackedRecipient(QueueId.next(AT, new Random(7)), EmailAddress.parse("a@b.example"));
    for (VisitKind kind : VisitKind.values()) {
      String target = kind == VisitKind.CLICK ? "https://acme.example/" : "";
      var link =
          new TrackedLink(
              kind, new MailOwner("acme", "bulk", ""), AT, 1, Optional.of(recipient), target);

      assertThat(links.read(tracked.make(link))).isEmpty();
    }
    assertThat(tracked.check(links.make(CONFIRMING), AT)).isInstanceOf(LinkVerdict.Forged.class);
    assertThat(tracked.check(links.make(CHOOSING), AT)).isInstanceOf(LinkVerdict.Forged.class);
    assertThat(tracked.check(links.make(RENEWING), AT)).isInstanceOf(LinkVerdict.Forged.class);
  }

  @Test
  void shouldMakeNoneWithoutAKey() {
    ConsentLinks without = new ConsentLinks(() -> IdentityTokens.NONE);

    assertThat(without.canMake()).isFalse();
    assertThatThrownBy(() -> without.make(CHOOSING)).isInstanceOf(IllegalStateException.class);
  }
}
