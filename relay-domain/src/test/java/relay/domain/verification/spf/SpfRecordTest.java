package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.spf.MacroString.Literal;
import relay.domain.verification.spf.MacroString.Macro;
import relay.domain.verification.spf.Term.Prefixes;

class SpfRecordTest {

  @ParameterizedTest
  @CsvSource({
    "v=spf1, true",
    "V=SPF1 -all, true",
    "v=spf1-all, false",
    "v=spf10, false",
    "v=spf, false",
    "' v=spf1', false",
    "spf1, false"
  })
  void shouldKnowRecordsByTheirVersion(String text, boolean meant) {
    assertThat(SpfRecord.isMeant(text)).isEqualTo(meant);
  }

  @Test
  void shouldReadTermsInTheirOrderAndModifiersAnywhere() throws SpfProblem {
    SpfRecord record =
        SpfRecord.parse(
            "v=spf1 exp=e.example  -A ~mx/24//64 x-y_z.1=%{s}c ?ip4:192.0.2.0/24 redirect=r.example");

    assertThat(record.directives())
        .extracting(Directive::result)
        .containsExactly(SpfResult.FAIL, SpfResult.SOFTFAIL, SpfResult.NEUTRAL);
    assertThat(record.directives())
        .extracting(Directive::text)
        .containsExactly("-A", "~mx/24//64", "?ip4:192.0.2.0/24");
    assertThat(record.directives().get(1).term())
        .isEqualTo(new Term.Exchangers(Optional.empty(), new Prefixes(24, 64)));
    assertThat(record.redirect().orElseThrow().text()).isEqualTo("r.example");
    assertThat(record.explanation().orElseThrow().text()).isEqualTo("e.example");
  }

  @ParameterizedTest
  @CsvSource({
    "a, 32, 128",
    "a/0, 0, 128",
    "a//0, 32, 0",
    "a/8//16, 8, 16",
    "a:b.example/32//128, 32, 128",
    "a:b/24.example/24, 24, 128",
    "a:%{d}/24, 24, 128",
    "a:%{d1/}/24, 24, 128"
  })
  void shouldTakePrefixLengthsOffTheEnd(String term, int ipv4, int ipv6) throws SpfProblem {
    Term.Hosts hosts = (Term.Hosts) TermReader.read(term).term();

    assertThat(hosts.prefixes()).isEqualTo(new Prefixes(ipv4, ipv6));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.254, 24, true",
    "192.0.2.1, 192.0.3.1, 24, false",
    "192.0.2.1, 192.0.3.1, 23, true",
    "192.0.2.1, 192.0.2.1, 32, true",
    "192.0.2.1, 192.0.2.0, 32, false",
    "192.0.2.1, 10.0.0.1, 0, true",
    "128.0.0.0, 0.0.0.0, 1, false",
    "192.0.2.1, 2001:db8::1, 0, false",
  })
  void shouldCompareSoManyBits(String one, String other, int bits, boolean match) {
    assertThat(
            new Prefixes(bits, 0)
                .match(IpLiteral.parse(one).orElseThrow(), IpLiteral.parse(other).orElseThrow()))
        .isEqualTo(match);
  }

  @Test
  void shouldCutTextsIntoLiteralsAndMacros() throws SpfProblem {
    MacroString text = MacroString.domain("a%%b.%{ir}.%{L2r+-}.%{d}");

    assertThat(text.pieces())
        .containsExactly(
            new Literal("a%b."),
            new Macro('i', false, 0, true, "."),
            new Literal("."),
            new Macro('l', true, 2, true, "+-"),
            new Literal("."),
            new Macro('d', false, 0, false, "."));
    assertThat(text.uses('i')).isTrue();
    assertThat(text.uses('p')).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "example.org.",
        "a.b-c",
        "a.x9",
        "%{d}",
        "x%{d}",
        "a:b/c.example",
        "_spf.%{d2}",
        "a.xn--zckzah",
        "..example",
        "%{d}.example"
      })
  void shouldTakeNamesThatEndInATopLabelOrMacro(String name) throws SpfProblem {
    assertThat(MacroString.domain(name).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "example",
        "example.",
        "a.1",
        "a.-b",
        "a.b-",
        "a.b_c",
        "%{d}example",
        "a.b c",
        "%{c}",
        "%{r}.example",
        "a.%{t}",
        "a.%"
      })
  void shouldRefuseOtherNames(String name) {
    assertThatThrownBy(() -> MacroString.domain(name))
        .isInstanceOfSatisfying(
            SpfProblem.class, e -> assertThat(e.result()).isEqualTo(SpfResult.PERMERROR));
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example",
    "a.example., a.example",
    "'', ''",
  })
  void shouldFitNames(String expanded, String name) {
    assertThat(TargetName.fitted(expanded)).isEqualTo(name);
  }

  @Test
  void shouldCutWholeLabelsOffTheLeftOfLongNames() {
    String label = "a".repeat(63);
    String name = String.join(".", label, label, label, "b".repeat(61));

    assertThat(name).hasSize(253);
    assertThat(TargetName.fitted("x." + name)).isEqualTo(name);
    assertThat(TargetName.fitted("x".repeat(300))).isEmpty();
    assertThat(TargetName.canBeAsked(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "a.", ".a", "b\u00fc.example", "a\u0007.example"})
  void shouldNotAskAboutWhatIsNoName(String name) {
    assertThat(TargetName.canBeAsked(name)).isFalse();
  }

  @Test
  void shouldShowTextsOfStrangersShortAndVisible() {
    assertThat(Printable.of("a\u001b[31m\r\n\u00e9")).isEqualTo("a?[31m???");
    assertThat(Printable.of("x".repeat(1000))).hasSize(203).endsWith("...");
  }

  @Test
  void shouldShowACheckAsADocument() {
    SpfVerdict verdict = SpfCases.record("v=spf1 a -all exp=e.example", "e.example TXT no %{i}");

    JsonObject shown =
        SpfDocument.of(
            SpfSender.of(
                IpLiteral.parse("2001:db8::1").orElseThrow(), "h.example", "bob@a.example"),
            verdict);

    assertThat(shown.keySet())
        .containsExactlyElementsOf(
            List.of(
                "result",
                "reason",
                "identity",
                "sender",
                "ip",
                "helo",
                "domain",
                "mechanism",
                "explanation",
                "lookups",
                "void_lookups"));
    assertThat(shown.getString("result")).isEqualTo("fail");
    assertThat(shown.getString("ip")).isEqualTo("2001:db8::1");
    assertThat(shown.getString("explanation")).isEqualTo("no 192.0.2.1");
    assertThat(shown.getInt("void_lookups")).isEqualTo(1);
  }
}
