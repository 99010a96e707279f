package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;

/** Where links lead, and which are left alone. */
class LinkTargetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example/|https://a.example/",
        "http://a.example|http://a.example",
        "HTTPS://A.example/X|https://A.example/X",
        "'  https://a.example/ '|https://a.example/",
        "https://a.example/?a=1&amp;b=2|https://a.example/?a=1&b=2",
        "https://a.example/?a=1&b=2|https://a.example/?a=1&b=2",
        "https://a.example/?a=1&copy=2|https://a.example/?a=1&copy=2",
        "https://a.example/?a=1&#38;b=2|https://a.example/?a=1&b=2",
        "https://a.example/?a=1&#x26;b=2|https://a.example/?a=1&b=2",
        "https://a.example/?q=&quot;x&quot;|https://a.example/?q=%22x%22",
        "https://a.example/a b|https://a.example/a%20b",
        "https://a.example/{name}|https://a.example/%7Bname%7D",
        "https://a.example/m%C3%BCnchen|https://a.example/m%C3%BCnchen",
        "https://a.example/münchen|https://a.example/m%C3%BCnchen",
        "https://münchen.example/|https://xn--mnchen-3ya.example/",
        "https://a.example:8443/x#y|https://a.example:8443/x#y",
        "https://192.0.2.1/x|https://192.0.2.1/x",
        "https://[2001:db8::1]:8443/|https://[2001:db8::1]:8443/",
        "https://a_b.example/|https://a_b.example/",
        "https://a.example/?x[]=1|https://a.example/?x[]=1",
      })
  void shouldLeadWhereABrowserWouldGo(String raw, String target) {
    assertThat(LinkTarget.ofAttribute(raw)).contains(target);
  }

  @Test
  void shouldTakeLineEndsAndTabsOutAsBrowsersDo() {
    assertThat(LinkTarget.ofAttribute("\n https://a.exam\r\n\tple/x\n"))
        .contains("https://a.example/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#top",
        "/relative",
        "relative.html",
        "//a.example/",
        "mailto:a@example.org",
        "tel:+491234",
        "sms:+491234",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "cid:picture",
        "https:/a.example/",
        "https:a.example/",
        "https:\\\\a.example\\",
        "https://a.example\\@evil.example/",
        "https://user@a.example/",
        "https://user:secret@a.example/",
        "https://",
        "https:///x",
        "https://a.example:x/",
        "https://a.example:123456/",
        "https://a .example/",
        "https://a.example/100%",
        "https://a.example/[x]",
        "https://a%2eexample/",
        "https://a.example/?a=1&copy",
        "https://a.example/?a=1&amp",
        "https://a.example/?a=1&plus;2",
        "https://a.example/?a=1&shy;2",
        "https://a.example/&#150;",
        "https://a.example/&#0;",
        "https://a.example/&#xd800;",
        "https://a.example/&#38",
        "https://a.example/&#99999999;",
        "https://a.example/\u0000",
        "https://a.example/\u0007x",
        "https://a.example/\ud800",
        "https://[::1",
        "https://[bad]/",
      })
  void shouldLeaveWhateverIsNoWebAddressOrCouldBeReadInTwoWays(String raw) {
    assertThat(LinkTarget.ofAttribute(raw)).isEmpty();
  }

  @Test
  void shouldLeaveLinksThatAreTooLong() {
    String longest = "https://a.example/" + "x".repeat(LinkTarget.CHARS_MAX - 18);

    assertThat(LinkTarget.of(longest)).contains(longest);
    assertThat(LinkTarget.of(longest + "x")).isEmpty();
    assertThat(LinkTarget.ofAttribute("https://a.example/" + "&amp;".repeat(100_000))).isEmpty();
    assertThat(LinkTarget.of("https://a.example/" + "ü".repeat(1_000))).isEmpty();
  }

  @Test
  void shouldGiveNothingThatCouldBreakAFieldOrSomeServersReader() {
    Chance.rounds(
        2_000,
        random -> {
          StringBuilder raw =
              new StringBuilder(random.nextBoolean() ? "https://a.example/" : "http://");
          int length = random.nextInt(30);
          for (int i = 0; i < length; i++) {
            raw.append(
                (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
          }
          LinkTarget.ofAttribute(raw.toString())
              .ifPresent(
                  target -> {
                    assertThat(target).matches("https?://[!-~]+");
                    assertThat(URI.create(target).getRawUserInfo()).isNull();
                    assertThat(LinkTarget.of(target)).contains(target);
                  });
        });
  }
}
