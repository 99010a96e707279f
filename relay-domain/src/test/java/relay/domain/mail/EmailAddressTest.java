package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

class EmailAddressTest {
  private static final int[] CHARACTERS =
      ("ab.z09-_@@\"\\ <>[]:;,()%!+=\r\n"
              + "\t\u0000\u007f\u0085\u00df\u00e4\u0130\u2028\u3002\uff0e\u200d"
              + "\ufeff\ud83d\ude80\ud800IPv6:1.2xn--")
          .codePoints()
          .toArray();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.example",
        "user+tag@sub.example.org",
        "!#$%&'*+-/=?^_`{|}~@x.example",
        "\"quoted string\"@x.example",
        "\"a@b\"@x.example",
        "\"a\\\"b\\\\c\"@x.example",
        "\"\"@x.example",
        "j\u00fcrgen@x.example",
        "\u65e5\u672c@x.example",
        "\ud83d\ude80@x.example",
        "\"\u00e4 \u00f6\"@x.example",
        "a@[192.0.2.1]",
        "a@[IPv6:2001:db8::1]",
        "a@[ipv6:::ffff:192.0.2.1]",
        "a@localhost",
        "a@_dmarc.x.example",
        "a@xn--bcher-kva.example"
      })
  void shouldReadAMailboxAndWriteItBack(String text) {
    EmailAddress address = EmailAddress.parse(text);

    assertThat(address.toString()).isEqualToIgnoringCase(text);
    assertThat(EmailAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@x.example",
        "a",
        ".a@x.example",
        "a.@x.example",
        "a..b@x.example",
        "a b@x.example",
        "a@b@x.example",
        "\"a@x.example",
        "\"a\"b\"@x.example",
        "\"a\\\"@x.example",
        "\"\r\n\"@x.example",
        "\"\\\r\"@x.example",
        "a\r\n@x.example",
        "a\u0000@x.example",
        "a\u0085@x.example",
        "a\u2028@x.example",
        "a\ud800@x.example",
        "\udc00a@x.example",
        "(comment)a@x.example",
        "a@x..example",
        "a@.example",
        "a@x.example.",
        "a@-x.example",
        "a@x-.example",
        "a@x y.example",
        "a@x\r\n.example",
        "a@127.0.0.1",
        "a@1",
        "a@[256.0.0.1]",
        "a@[192.0.2.1",
        "a@192.0.2.1]",
        "a@[]",
        "a@[2001:db8::1]",
        "a@[IPv6:192.0.2.1]",
        "a@[IPv6:2001:db8::1%eth0]",
        "a@[IPv6:]",
        "a@[x.example]"
      })
  void shouldRefuseWhatRfc5321Refuses(String text) {
    assertThatThrownBy(() -> EmailAddress.parse(text)).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldCountTheLocalPartInOctets() {
    EmailAddress.parse("a".repeat(64) + "@x.example");
    EmailAddress.parse("\u00e4".repeat(32) + "@x.example");
    EmailAddress.parse("\ud83d\ude80".repeat(16) + "@x.example");

    for (String local :
        new String[] {"a".repeat(65), "\u00e4".repeat(33), "\ud83d\ude80".repeat(17)}) {
      assertThatThrownBy(() -> EmailAddress.parse(local + "@x.example"))
          .isInstanceOf(InvalidAddress.class);
    }
  }

  @Test
  void shouldCompareDomainsWithoutCaseAndLocalPartsWithIt() {
    assertThat(EmailAddress.parse("a@X.Example")).isEqualTo(EmailAddress.parse("a@x.example"));
    assertThat(EmailAddress.parse("A@x.example")).isNotEqualTo(EmailAddress.parse("a@x.example"));
  }

  @Test
  void shouldGiveTheAddressOfALiteral() {
    assertThat(
            EmailAddress.parse("a@[IPv6:2001:DB8::1]")
                .literalAddress()
                .orElseThrow()
                .getHostAddress())
        .isEqualTo("2001:db8:0:0:0:0:0:1");
    assertThat(EmailAddress.parse("a@x.example").literalAddress()).isEmpty();
    assertThat(EmailAddress.parse("a@[192.0.2.1]").domainName()).isEmpty();
  }

  @Test
  void shouldKnowWhatNeedsSmtpUtf8() {
    assertThat(EmailAddress.parse("j\u00fc@x.example").needsSmtpUtf8()).isTrue();
    assertThat(EmailAddress.parse("j@b\u00fccher.example").needsSmtpUtf8()).isFalse();
    assertThat(EmailAddress.parse("j@b\u00fccher.example").withAsciiDomain())
        .isEqualTo("j@xn--bcher-kva.example");
  }

  @Test
  void shouldRefuseOrRoundTripWhateverItIsGiven() {
    long seed = Chance.seed();
    Random random = new Random(seed);

    Assertions.assertTimeout(
        Duration.ofSeconds(30),
        () -> {
          int valid = 0;
          for (int i = 0; i < 50_000; i++) {
            String text = mailboxish(random);
            try {
              EmailAddress address = EmailAddress.parse(text);
              valid++;
              assertHarmless(address, "seed " + seed + ": " + text);
            } catch (InvalidAddress expected) {
              if (expected.getMessage().isBlank()) {
                Assertions.fail("seed " + seed + ": no reason for " + text);
              }
            }
          }
          assertThat(valid).as("seed " + seed).isGreaterThan(200);
        });
  }

  private static void assertHarmless(EmailAddress address, String where) {
    String text = address.toString();
    assertThat(EmailAddress.parse(text)).as(where).isEqualTo(address);
    assertThat(text.chars().noneMatch(Character::isISOControl)).as(where).isTrue();
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(octets, StandardCharsets.UTF_8)).as(where).isEqualTo(text);
    if (!address.isLiteral()) {
      DomainName domain = address.domainName().orElseThrow();
      assertThat(domain.ascii()).as(where).isASCII();
      assertThat(DomainName.of(domain.ascii())).as(where).isEqualTo(domain);
      assertThat(domain.unicode()).isNotNull();
    }
  }

  private static String mailboxish(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(random.nextInt(50) == 0 ? 2000 : 12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return switch (random.nextInt(4)) {
      case 0 -> text.toString();
      case 1 -> text + "@x.example";
      case 2 -> "a@" + text;
      default -> "\"" + text + "\"@x" + text + ".example";
    };
  }
}
