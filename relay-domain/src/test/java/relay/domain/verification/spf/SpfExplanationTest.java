package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.spf.SpfCases.check;
import static relay.domain.verification.spf.SpfCases.record;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.verification.FakeZone;

class SpfExplanationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%{s} | strong-bad@email.example.com",
        "%{o} | email.example.com",
        "%{d} | email.example.com",
        "%{d4} | email.example.com",
        "%{d3} | email.example.com",
        "%{d2} | example.com",
        "%{d1} | com",
        "%{dr} | com.example.email",
        "%{d2r} | example.email",
        "%{l} | strong-bad",
        "%{l-} | strong.bad",
        "%{lr} | strong-bad",
        "%{lr-} | bad.strong",
        "%{l1r-} | strong",
        "%{ir}.%{v}._spf.%{d2} | 3.2.0.192.in-addr._spf.example.com",
        "%{lr-}.lp._spf.%{d2} | bad.strong.lp._spf.example.com",
        "%{lr-}.lp.%{ir}.%{v}._spf.%{d2} | bad.strong.lp.3.2.0.192.in-addr._spf.example.com",
        "%{h} from %{c} to %{r} | mx.example.org from 192.0.2.3 to mx.receiver.example",
        "%{t} | 1767225600",
        "%{S} | strong-bad%40email.example.com",
        "a%%b%_c%-d | a%b c%20d",
        "%{p} | unknown",
        "%{L9999999999R-+} | bad.strong",
      })
  void shouldExpandMacrosAsTheExamplesOfTheRfc(String text, String expanded) {
    FakeZone zone =
        FakeZone.of("email.example.com TXT v=spf1 -all exp=why.example")
            .add("why.example", "TXT", text);

    SpfVerdict verdict = check(zone, "192.0.2.3", "mx.example.org", "strong-bad@email.example.com");

    assertThat(verdict.result()).isEqualTo(SpfResult.FAIL);
    assertThat(verdict.explanation()).contains(expanded);
  }

  @Test
  void shouldExpandIpv6AddressesByNibbles() {
    FakeZone zone =
        FakeZone.of(
            """
            a.example TXT v=spf1 -all exp=why.example
            why.example TXT %{ir}.%{v}.arpa %{c}
            """);

    SpfVerdict verdict = check(zone, "2001:db8::cb01", "h.example", "bob@a.example");

    assertThat(verdict.explanation())
        .contains(
            "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6.arpa 2001:db8::cb01");
  }

  @Test
  void shouldPreferTheProvenNameOfTheDomain() {
    FakeZone zone =
        FakeZone.of(
            """
            a.example TXT v=spf1 -all exp=why.example
            why.example TXT %{p}
            1.2.0.192.in-addr.arpa PTR liar.a.example
            1.2.0.192.in-addr.arpa PTR other.example
            1.2.0.192.in-addr.arpa PTR mail.a.example
            other.example A 192.0.2.1
            mail.a.example A 192.0.2.1
            """);

    assertThat(check(zone, "192.0.2.1", "h.example", "bob@a.example").explanation())
        .contains("mail.a.example");
  }

  @Test
  void shouldCutLongNamesOnTheLeft() {
    String label = "l".repeat(60);
    String kept = String.join(".", label, label, label, label.substring(1), "example");
    FakeZone zone = FakeZone.of("a.example TXT v=spf1 -all exp=cut.%{h}").add(kept, "TXT", "found");

    SpfVerdict verdict = check(zone, "192.0.2.1", label + "." + kept, "bob@a.example");

    assertThat(verdict.explanation()).contains("found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "why.example TXT first !why.example TXT second",
        "why.example TIMEOUT",
        "why.example A 192.0.2.1",
        "other.example A 192.0.2.1",
        "why.example TXT bad %{x} macro",
        "why.example TXT na\u00efve",
      })
  void shouldDoWithoutAnExplanationThatCannotBeHad(String lines) {
    SpfVerdict verdict = record("v=spf1 -all exp=why.example", lines.split("!"));

    assertThat(verdict.result()).isEqualTo(SpfResult.FAIL);
    assertThat(verdict.explanation()).isEmpty();
  }

  @Test
  void shouldTakeTheExplanationOfTheRecordThatDecides() {
    String[] zone = {
      "b.example TXT v=spf1 -all exp=b.why.example",
      "b.why.example TXT of b",
      "a.why.example TXT of %{d}"
    };

    assertThat(record("v=spf1 exp=a.why.example redirect=b.example", zone).explanation())
        .contains("of b");
    assertThat(record("v=spf1 include:b.example -all exp=a.why.example", zone).explanation())
        .contains("of a.example");
  }

  @Test
  void shouldExplainNothingButRefusals() {
    SpfVerdict verdict = record("v=spf1 ~all exp=why.example", "why.example TXT no");

    assertThat(verdict.result()).isEqualTo(SpfResult.SOFTFAIL);
    assertThat(verdict.explanation()).isEmpty();
  }
}
