package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.spf.SpfCases.check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.verification.FakeZone;

/** Macros of RFC 7208 section 7 as names that are asked for, by the questions they lead to. */
class SpfMacroTest {
  private static final String FROM = "strong-bad@email.example.com";

  @ParameterizedTest
  @CsvSource({
    "%{s}.x, strong-bad@email.example.com.x",
    "%{o}.x, email.example.com.x",
    "%{d}.x, email.example.com.x",
    "%{d4}.x, email.example.com.x",
    "%{d3}.x, email.example.com.x",
    "%{d2}.x, example.com.x",
    "%{d1}.x, com.x",
    "%{dr}.x, com.example.email.x",
    "%{d2r}.x, example.email.x",
    "%{l}.x, strong-bad.x",
    "%{l-}.x, strong.bad.x",
    "%{lr}.x, strong-bad.x",
    "%{lr-}.x, bad.strong.x",
    "%{l1r-}.x, strong.x",
    "%{ir}.%{v}._spf.%{d2}, 3.2.0.192.in-addr._spf.example.com",
    "%{lr-}.lp._spf.%{d2}, bad.strong.lp._spf.example.com",
    "%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}, 3.2.0.192.in-addr.strong.lp._spf.example.com",
    "%{d2}.trusted-domains.example.net, example.com.trusted-domains.example.net",
    "%{h}.x, mx.example.org.x",
    "%{L}.x, strong-bad.x",
    "%{d128}.x, email.example.com.x",
    "a%%b.x, a%b.x",
    "a%-b.x, a%20b.x",
  })
  void shouldAskForTheNameThatAMacroMakes(String spec, String name) {
    FakeZone zone = FakeZone.of("email.example.com TXT v=spf1 exists:" + spec + ".test -all");

    check(zone, "192.0.2.3", "mx.example.org", FROM);

    assertThat(zone.questions()).containsExactly("email.example.com TXT", name + ".test A");
  }

  @Test
  void shouldWriteAnIpv6ClientInNibbles() {
    FakeZone zone = FakeZone.of("email.example.com TXT v=spf1 exists:%{ir}.%{v}.test -all");

    check(zone, "2001:db8::cb01", "mx.example.org", FROM);

    assertThat(zone.questions().get(1))
        .isEqualToIgnoringCase(
            "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.test A");
  }

  @Test
  void shouldEscapeWhatALetterInUpperCaseStandsFor() {
    FakeZone zone = FakeZone.of("email.example.com TXT v=spf1 exists:%{L}.test -all");

    check(zone, "192.0.2.3", "mx.example.org", "a%b/c+d@email.example.com");

    assertThat(zone.questions().get(1)).isEqualTo("a%25b%2Fc%2Bd.test A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%", "%{", "%{}", "%{d", "%{x}", "%{d0}", "%{d-1}", "%{dr2}", "%{d2rr}", "%{d~}", "%d",
        "%{ d}", "%{d }", "%{c}", "%{r}", "%{t}", "%%%", "a%b"
      })
  void shouldRefuseWhatIsNoMacro(String spec) {
    FakeZone zone = FakeZone.of("email.example.com TXT v=spf1 exists:" + spec + ".test +all");

    SpfVerdict verdict = check(zone, "192.0.2.3", "mx.example.org", FROM);

    assertThat(verdict.result()).as(verdict.reason()).isEqualTo(SpfResult.PERMERROR);
    assertThat(zone.questions()).hasSize(1);
  }

  @Test
  void shouldNeverAskForANameThatIsTooLongOrHasControlSigns() {
    Chance.rounds(
        500,
        random -> {
          StringBuilder spec = new StringBuilder();
          for (int i = 1 + random.nextInt(12); i > 0; i--) {
            spec.append(
                Chance.oneOf(
                    random, "%{l}", "%{s}", "%{o}.", "%{dr}", "%{h}", "%{i}.", "a.", "%_", "%%"));
          }
          FakeZone zone = FakeZone.of("a.example TXT v=spf1 exists:" + spec + ".test ?all");
          String local =
              "x".repeat(random.nextInt(70)) + Chance.oneOf(random, "", "..", " ", "\u0007");

          SpfVerdict verdict = check(zone, "192.0.2.3", "h.example", local + "@a.example");

          assertThat(verdict.reason()).matches("[ -~]+");
          assertThat(zone.questions())
              .allSatisfy(
                  q -> {
                    String name = q.substring(0, q.lastIndexOf(' '));
                    assertThat(name.length()).isLessThanOrEqualTo(253);
                    assertThat(name.split("\\.")).allMatch(l -> !l.isEmpty() && l.length() <= 63);
                  });
        });
  }
}
