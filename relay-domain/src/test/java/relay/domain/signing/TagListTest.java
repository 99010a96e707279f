package relay.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.mail.DomainName;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** The grammar of RFC 6376 3.2, and what stands in the settings about it. */
class TagListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=1 | a | 1",
        "a=1; | a | 1",
        "a=1;b=2 | b | 2",
        " a = 1 ; b = 2 ; | a | 1",
        "a=1; b=x=y= | b | x=y=",
        "a=; | a | ``",
        "a_1=x | a_1 | x",
        "A=1;a=2 | A | 1",
        "a=1; b=two words | b | two words"
      })
  void shouldReadTagsAndTheirValues(String list, String tag, String value) throws Unverifiable {
    assertThat(TagList.parse(list).get(tag)).contains(value);
  }

  @Test
  void shouldReadFoldedListsAndKnowTheirPlaces() throws Unverifiable {
    String list = " v=1; b=AB\r\n\tCD ;\r\n x=9";
    TagList tags = TagList.parse(list);

    assertThat(tags.isFirst("v")).isTrue();
    assertThat(tags.isFirst("b")).isFalse();
    assertThat(tags.getOrEmpty("b")).isEqualTo("AB\r\n\tCD");
    assertThat(TagList.withoutSpace(tags.getOrEmpty("b"))).isEqualTo("ABCD");
    TagList.Tag place = tags.place("b");
    assertThat(list.substring(place.start(), place.end())).isEqualTo("AB\r\n\tCD ");
    assertThat(tags.getOrEmpty("z")).isEmpty();
    assertThat(TagList.parse("").get("a")).isEmpty();
    assertThat(TagList.parse("").isFirst("a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a;",
        "=1",
        " =1",
        "1a=1",
        "_a=1",
        "a-b=1",
        "a b=1",
        "\u00e4=1",
        "a=1;;b=2",
        ";",
        ";a=1",
        "a=1;a=2",
        "a=1;b",
        "a=1; ;b=2",
        "a\u0000=1"
      })
  void shouldRefuseWhatBreaksTheGrammar(String list) {
    assertThatThrownBy(() -> TagList.parse(list))
        .as(list)
        .isInstanceOfSatisfying(
            Unverifiable.class, e -> assertThat(e.status()).isEqualTo(DkimStatus.NEUTRAL));
  }

  @Test
  void shouldBoundTheTags() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      list.append("t").append(i).append("=x;");
    }
    assertThatThrownBy(() -> TagList.parse(list + "more=x")).hasMessage("more than 64 tags");
    assertThatThrownBy(() -> TagList.parse(list.toString()).required("none"))
        .hasMessage("syntax error: tag none= is missing");
  }

  @Test
  void shouldReadBackAnyListThatIsWellMade() {
    Chance.rounds(
        500,
        random -> {
          StringBuilder list = new StringBuilder();
          int count = 1 + random.nextInt(6);
          for (int i = 0; i < count; i++) {
            list.append(Chance.oneOf(random, "", " ", "\r\n\t")).append('t').append(i);
            list.append(Chance.oneOf(random, "=", " = ", "\t=")).append("v").append(i);
            list.append(i + 1 < count || random.nextBoolean() ? ";" : "");
          }
          TagList tags = TagList.parse(list.toString());
          for (int i = 0; i < count; i++) {
            assertThat(tags.get("t" + i)).contains("v" + i);
          }
          assertThat(tags.isFirst("t0")).isTrue();
        });
  }

  /** RFC 6376 3.5: x= must be greater than t=. */
  @ParameterizedTest
  @CsvSource({"PT0.001S, 1", "PT1S, 1", "PT1.999S, 1", "PT2S, 2", "P365D, 31536000"})
  void shouldLetASignatureEndAfterItBegan(Duration expiry, long seconds) {
    SignatureTimes times = SignatureTimes.of(Instant.ofEpochSecond(1_000), expiry);

    assertThat(times.signedAtSeconds()).isEqualTo(1_000);
    assertThat(times.expiresAtSeconds()).isEqualTo(OptionalLong.of(1_000 + seconds));
    assertThat(SignatureTimes.of(Instant.EPOCH, Duration.ZERO).expiresAtSeconds()).isEmpty();
  }

  /** RFC 6376 5.4: what the way changes cannot be signed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Received",
        "Return-Path",
        "DKIM-Signature",
        "Bcc",
        "Resent-Bcc",
        "bcc",
        "RECEIVED",
        "X Y",
        "X:",
        "",
        "From,",
        "\u00e4",
        "x\r\ny"
      })
  void shouldNotSignWhatTheWayChanges(String field) {
    assertThatThrownBy(() -> settings(Map.of("signing.signed-fields", "To," + field + ",Cc")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("signing.signed-fields");
  }

  @Test
  void shouldReadItsSettings() {
    SigningSettings settings =
        settings(
            Map.of(
                "signing.expiry", "7d",
                "signing.ed25519", "false",
                "signing.oversigned-fields", "From",
                "signing.signed-fields", "",
                "signing.parent-domains", "B\u00fccher.example, example.org",
                "signing.provider", "jdk",
                "signing.header-size-max", "4096"));

    assertThat(settings.enabled()).isTrue();
    assertThat(settings.expiry()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.ed25519()).isFalse();
    assertThat(settings.oversignedFields()).containsExactly("From");
    assertThat(settings.signedFields()).isEmpty();
    assertThat(settings.parentDomains())
        .containsExactly(DomainName.of("xn--bcher-kva.example"), DomainName.of("example.org"));
    assertThat(settings.provider()).isEqualTo(SigningSettings.RsaProvider.JDK);
    assertThat(settings.headerOctetsMax()).isEqualTo(4096);
    // RFC 8058 4: both fields of a one-click unsubscription must be signed
    assertThat(settings(Map.of()).oversignedFields())
        .contains("From", "Subject", "List-Unsubscribe", "List-Unsubscribe-Post");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s1", "2026", "a.b", "_x", "a-b", "A", "s.1.2.3.4.5.6.7.8.9"})
  void shouldTakeSelectorsThatArePartsOfNames(String selector) {
    SigningKey.checkSelector(selector);
    assertThat(selector).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "-a",
        "a-",
        "a b",
        "a;b",
        "a/b",
        "../a",
        "\u00e4",
        "a\n",
        "s.1.2.3.4.5.6.7.8.9.10"
      })
  void shouldRefuseSelectorsThatAreNone(String selector) {
    assertThatThrownBy(() -> SigningKey.checkSelector(selector)).isInstanceOf(InvalidKey.class);
    assertThatThrownBy(() -> SigningKey.checkSelector("a".repeat(64)))
        .isInstanceOf(InvalidKey.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, pass",
    "FAIL, fail",
    "NEUTRAL, neutral",
    "TEMPERROR, temperror",
    "PERMERROR, permerror"
  })
  void shouldUseTheWordsOfRfc8601(DkimStatus status, String word) {
    assertThat(status.word()).isEqualTo(word);
  }

  private static SigningSettings settings(Map<String, String> file) {
    return SigningSettings.from(Settings.of(SigningSettings.ALL, file, Map.of()));
  }
}
