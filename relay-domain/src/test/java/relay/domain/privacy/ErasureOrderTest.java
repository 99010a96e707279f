package relay.domain.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.settings.Settings;

class ErasureOrderTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private final ErasureOrder order = order("bob@b.example", "secret");

  @Test
  void shouldKnowTheAddressHoweverItIsWritten() {
    assertThat(order.isAbout("BOB@B.Example")).isTrue();
    assertThat(order.isAbout("")).isFalse();
    assertThat(order.isAbout("bobby@b.example")).isFalse();
    assertThat(order.isIn("550 5.1.1 <Bob@b.example>: no such user")).isTrue();
    assertThat(order.isIn("550 5.1.1 no such user")).isFalse();
    assertThat(order.isIn("jimbob@b.example")).isFalse();
  }

  @Test
  void shouldReachMailsAcceptedBeforeAndNoOther() {
    assertThat(order.reaches(QueueId.next(NOW.minusMillis(1), () -> -1L))).isTrue();
    assertThat(order.reaches(QueueId.next(NOW, () -> 0L))).isFalse();
    assertThat(order.reaches(QueueId.next(NOW.plusMillis(1), () -> 0L))).isFalse();
  }

  @Test
  void shouldGiveAnotherNameInEachMail() {
    String inOne = order.nameIn("1", "bob@b.example");

    assertThat(inOne).matches("erased-[0-9a-f]{16}@erased\\.invalid").doesNotContain("bob");
    assertThat(order.nameIn("1", "bob@b.example")).isEqualTo(inOne);
    assertThat(order.nameIn("2", "bob@b.example")).isNotEqualTo(inOne);
    assertThat(order.nameIn("1", "Bob@b.example")).isNotEqualTo(inOne);
  }

  @Test
  void shouldGiveNamesThatNobodyFindsWithoutTheSecret() {
    ErasureOrder other = order("bob@b.example", "another secret");

    assertThat(other.nameIn("1", "bob@b.example")).isNotEqualTo(order.nameIn("1", "bob@b.example"));
  }

  @Test
  void shouldGiveNamesThatAreAddresses() {
    String name = order.nameIn("1", "bob@b.example");

    assertThat(EmailAddress.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource({
    "bob@b.example, %s",
    "<bob@b.example>: no such user, <%s>: no such user",
    "no-bob@b.example, no-bob@b.example",
    "jim.bob@b.example, jim.bob@b.example",
    "bob@b.example.org, bob@b.example.org",
    "bob@b.example2, bob@b.example2",
    "rcpt=bob@b.example., rcpt=%s.",
    "x+bob@b.example and bob@b.example, x+bob@b.example and %s",
    "'', ''",
    "carol@c.example, carol@c.example"
  })
  void shouldReplaceTheAddressWhereverItStands(String text, String expected) {
    assertThat(order.without("1", text))
        .isEqualTo(expected.replace("%s", order.nameIn("1", "bob@b.example")));
  }

  @Test
  void shouldReplaceEachOfSeveralAndKeepWhatIsBetween() {
    String text = "from Bob@b.example to bob@b.example.";

    assertThat(order.without("1", text))
        .isEqualTo(
            "from "
                + order.nameIn("1", "Bob@b.example")
                + " to "
                + order.nameIn("1", "bob@b.example")
                + ".");
  }

  @Test
  void shouldFindTheAddressBesideLettersThatChangeTheirLength() {
    // a capital I with a dot becomes two characters in lower case
    assertThat(order.without("1", "\u0130 bob@b.example")).isEqualTo("erased");
    assertThat(order.without("1", "\u0130 carol@c.example")).isEqualTo("\u0130 carol@c.example");
  }

  @Test
  void shouldDoNothingTheSecondTime() {
    String once = order.without("1", "to bob@b.example");

    assertThat(order.without("1", once)).isEqualTo(once);
  }

  @Test
  void shouldShowNeitherAddressNorSecret() {
    assertThat(order.toString()).contains("e1").doesNotContain("bob").doesNotContain("secret");
  }

  @Test
  void shouldWaitSomeMinutesAfterTheEndOfAMailUnlessToldOtherwise() {
    var usual = PrivacySettings.from(Settings.of(PrivacySettings.ALL, Map.of(), Map.of()));
    var told =
        PrivacySettings.from(
            Settings.of(
                PrivacySettings.ALL,
                Map.of("privacy.quiet-time", "0s", "privacy.interval", "1s"),
                Map.of()));

    assertThat(usual)
        .isEqualTo(new PrivacySettings(Duration.ofMinutes(10), Duration.ofSeconds(10)));
    assertThat(told).isEqualTo(new PrivacySettings(Duration.ZERO, Duration.ofSeconds(1)));
  }

  private static ErasureOrder order(String address, String secret) {
    return new ErasureOrder("e1", EmailAddress.parse(address), NOW, secret);
  }
}
