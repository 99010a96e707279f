package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.spf.SpfCases.check;
import static relay.domain.verification.spf.SpfCases.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.FakeZone;

class SpfCheckTest {

  /** A postmaster's day: several ways to write that 192.0.2.1 or 2001:db8::1 may send. */
  private static final FakeZone ZONE =
      FakeZone.of(
          """
          plain.example TXT v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all
          soft.example TXT v=spf1 ip4:198.51.100.7 ~all
          open.example TXT v=spf1 ?all
          silent.example TXT v=spf1
          words.example TXT hello
          words.example TXT v=spf1 ip4:192.0.2.1 -all
          two.example TXT v=spf1 -all
          two.example TXT V=SPF1 +all
          old.example TXT v=spf10 +all
          hosts.example TXT v=spf1 a -all
          hosts.example A 192.0.2.1
          hosts.example AAAA 2001:db8::1
          others.example TXT v=spf1 a:hosts.example a:near.example/24//64 -all
          near.example A 203.0.113.9
          near.example AAAA 2001:db8:5:6:7::9
          mx.example TXT v=spf1 mx -all
          mx.example MX 10 hosts.example
          mx.example MX 20 near.example
          nullmx.example TXT v=spf1 mx -all
          nullmx.example MX 0 .
          inc.example TXT v=spf1 include:plain.example include:soft.example -all
          moved.example TXT v=spf1 redirect=plain.example
          lost.example TXT v=spf1 redirect=nowhere.example
          lostinc.example TXT v=spf1 include:nowhere.example -all
          down.example TIMEOUT
          waits.example TXT v=spf1 include:down.example -all
          early.example TXT v=spf1 ip4:192.0.2.1 include:down.example -all
          per.example TXT v=spf1 exists:%{ir}.%{l}.list.%{d} -all
          1.2.0.192.bob.list.per.example A 127.0.0.2
          back.example TXT v=spf1 ptr -all
          mail.back.example A 192.0.2.1
          1.2.0.192.in-addr.arpa PTR mail.back.example.
          9.113.0.203.in-addr.arpa PTR mail.back.example
          wide.example TXT v=spf1 ip4:192.0.2.77/0 -all
          mapped.example TXT v=spf1 ip6:::ffff:192.0.2.0/120 -all
          alias.example CNAME plain.example
          """);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, plain.example, pass",
    "2001:db8:ffff::1, plain.example, pass",
    "::ffff:192.0.2.1, plain.example, pass",
    "192.0.3.1, plain.example, fail",
    "2001:db9::1, plain.example, fail",
    "192.0.2.1, PLAIN.example, pass",
    "192.0.2.1, plain.example., pass",
    "198.51.100.7, soft.example, pass",
    "198.51.100.8, soft.example, softfail",
    "192.0.2.1, open.example, neutral",
    "192.0.2.1, silent.example, neutral",
    "192.0.2.1, words.example, pass",
    "192.0.2.1, two.example, permerror",
    "192.0.2.1, old.example, none",
    "192.0.2.1, nowhere.example, none",
    "192.0.2.1, hosts.example, pass",
    "2001:db8::1, hosts.example, pass",
    "192.0.2.2, hosts.example, fail",
    "203.0.113.1, others.example, pass",
    "2001:db8:5:6::1, others.example, pass",
    "2001:db8:5:7::1, others.example, fail",
    "203.0.114.1, others.example, fail",
    "203.0.113.9, mx.example, pass",
    "203.0.113.8, mx.example, fail",
    "192.0.2.1, nullmx.example, fail",
    "198.51.100.7, inc.example, pass",
    "198.51.100.8, inc.example, fail",
    "192.0.2.1, moved.example, pass",
    "192.0.3.1, moved.example, fail",
    "192.0.2.1, lost.example, permerror",
    "192.0.2.1, lostinc.example, permerror",
    "192.0.2.1, down.example, temperror",
    "192.0.2.1, waits.example, temperror",
    "192.0.2.1, early.example, pass",
    "192.0.2.1, per.example, pass",
    "192.0.2.2, per.example, fail",
    "192.0.2.1, back.example, pass",
    "203.0.113.9, back.example, fail",
    "192.0.2.1, wide.example, pass",
    "2001:db8::1, wide.example, fail",
    "192.0.2.1, mapped.example, fail",
    "192.0.2.1, alias.example, pass",
    "192.0.2.1, localhost, none",
    "192.0.2.1, [192.0.2.1], none",
    "192.0.2.1, a..example, none",
  })
  void shouldAnswerForDomains(String ip, String domain, String result) {
    SpfVerdict verdict = check(ZONE, ip, "h.example", "bob@" + domain);

    assertThat(verdict.result().word()).as(verdict.reason()).isEqualTo(result);
    assertThat(verdict.reason()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 ip4:192.0.2.1 -all moo",
        "v=spf1 ip4:192.0.2.1/33 -all",
        "v=spf1 ip4:192.0.2.1/024 -all",
        "v=spf1 ip4:192.0.2.1/ -all",
        "v=spf1 ip4:192.0.2 -all",
        "v=spf1 ip4:2001:db8::1 -all",
        "v=spf1 ip4 -all",
        "v=spf1 ip6:192.0.2.1 -all",
        "v=spf1 ip6:2001:db8::/129 -all",
        "v=spf1 all:a.example",
        "v=spf1 all/8",
        "v=spf1 include -all",
        "v=spf1 include: -all",
        "v=spf1 include:b.example/24 -all",
        "v=spf1 exists -all",
        "v=spf1 a: -all",
        "v=spf1 a/24/64 -all",
        "v=spf1 a//129 -all",
        "v=spf1 a:example -all",
        "v=spf1 a:b.123 -all",
        "v=spf1 a:b.-c -all",
        "v=spf1 a:b.example:8080 -all",
        "v=spf1 ptr/24 -all",
        "v=spf1 redirect:b.example",
        "v=spf1 redirect=b.example redirect=b.example",
        "v=spf1 exp=x.example exp=x.example -all",
        "v=spf1 redirect=",
        "v=spf1 -all exp=",
        "v=spf1 =all",
        "v=spf1 1x=y -all",
        "v=spf1 x=%y -all",
        "v=spf1 a:%{x}.example -all",
        "v=spf1 a:%{d0}.example -all",
        "v=spf1 a:%{d*}.example -all",
        "v=spf1 a:%{d -all",
        "v=spf1 a:%{}.example -all",
        "v=spf1 a:%(d).example -all",
        "v=spf1 a:%{t}.example -all",
        "v=spf1 a:b.example\tmx -all",
        "v=spf1 a:b\u00e9.example -all",
        "v=spf1 --all",
        "v=spf1 -",
      })
  void shouldRefuseRecordsThatBreakTheGrammarWhateverStandsBefore(String record) {
    SpfVerdict verdict = record(record);

    assertThat(verdict.result()).as(verdict.reason()).isEqualTo(SpfResult.PERMERROR);
    assertThat(verdict.reason()).matches("[ -~]+");
  }

  @Test
  void shouldRefuseTermsLongerThanAnyName() {
    SpfVerdict verdict = record("v=spf1 a:" + "%{l}".repeat(2000) + ".example -all");

    assertThat(verdict.result()).isEqualTo(SpfResult.PERMERROR);
  }

  @Test
  void shouldCountTenTermsAndNoMoreWithThoseOfIncludedRecords() {
    String[] zone = {"a.example A 203.0.113.1", "b.example TXT v=spf1 a:a.example a:a.example"};

    SpfVerdict ten = record("v=spf1 include:b.example" + " a".repeat(7) + " ip4:192.0.2.1", zone);
    SpfVerdict eleven = record("v=spf1 include:b.example" + " a".repeat(8) + " +all", zone);

    assertThat(ten.result()).as(ten.reason()).isEqualTo(SpfResult.PASS);
    assertThat(ten.lookups()).isEqualTo(10);
    assertThat(eleven.result()).isEqualTo(SpfResult.PERMERROR);
    assertThat(eleven.reason()).contains("10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"include:a.example", "redirect=a.example"})
  void shouldEndLoops(String term) {
    assertThat(record("v=spf1 " + term).result()).isEqualTo(SpfResult.PERMERROR);
  }

  @Test
  void shouldAllowTwoQuestionsThatFindNothing() {
    SpfVerdict two = record("v=spf1 a:n1.example mx:n2.example +all");
    SpfVerdict three = record("v=spf1 a:n1.example mx:n2.example exists:n3.example +all");

    assertThat(two.result()).isEqualTo(SpfResult.PASS);
    assertThat(two.voidLookups()).isEqualTo(2);
    assertThat(three.result()).isEqualTo(SpfResult.PERMERROR);
    assertThat(three.reason()).contains("n3.example");
  }

  @Test
  void shouldNotBlameTheDomainForThePtrRecordsOfTheClient() {
    String names =
        IntStream.range(0, 30)
            .mapToObj(i -> "1.2.0.192.in-addr.arpa PTR n" + i + ".example")
            .collect(Collectors.joining("\n"));
    FakeZone zone = FakeZone.of(names).add("a.example", "TXT", "v=spf1 ptr ptr:b.example -all");

    SpfVerdict verdict = check(zone, "192.0.2.1", "h.example", "bob@a.example");

    assertThat(verdict.result()).isEqualTo(SpfResult.FAIL);
    assertThat(zone.questions()).hasSize(1 + 1 + 10);
  }

  @Test
  void shouldRefuseMoreThanTenExchangers() {
    String[] exchangers =
        IntStream.range(0, 11)
            .mapToObj(i -> "a.example MX " + i + " m.example")
            .toArray(String[]::new);
    String[] fewer = Arrays.copyOf(exchangers, 10);
    fewer[0] = "m.example A 192.0.2.1";

    assertThat(record("v=spf1 mx -all", exchangers).result()).isEqualTo(SpfResult.PERMERROR);
    assertThat(record("v=spf1 mx -all", fewer).result()).isEqualTo(SpfResult.PASS);
  }

  @Test
  void shouldAskAboutTheClientWhenThereIsNoSender() {
    SpfSender sender =
        SpfSender.of(IpLiteral.parse("192.0.2.1").orElseThrow(), "plain.example", "<>");

    SpfVerdict verdict = check(ZONE, sender);

    assertThat(sender.identity()).isEqualTo(SpfSender.Identity.HELO);
    assertThat(sender.address()).isEqualTo("postmaster@plain.example");
    assertThat(verdict.result()).isEqualTo(SpfResult.PASS);
  }

  @Test
  void shouldTellWhichTermOfWhichDomainDecided() {
    SpfVerdict verdict = check(ZONE, "192.0.2.1", "h.example", "bob@moved.example");

    assertThat(verdict.domain()).isEqualTo("plain.example");
    assertThat(verdict.mechanism()).contains("ip4:192.0.2.0/24");
    assertThat(verdict.reason())
        .isEqualTo("192.0.2.1 matches \"ip4:192.0.2.0/24\" of plain.example");
  }

  @Test
  void shouldEndAsTempErrorWhenTheDnsTakesTooLong() {
    AtomicLong seconds = new AtomicLong();
    FakeZone zone = FakeZone.of("a.example TXT v=spf1 a:a.example -all");

    SpfVerdict verdict =
        new SpfCheck(zone, SpfCases.SETTINGS, () -> Instant.ofEpochSecond(seconds.getAndAdd(15)))
            .check(SpfSender.of(IpLiteral.parse("192.0.2.1").orElseThrow(), "h", "b@a.example"));

    assertThat(verdict.result()).isEqualTo(SpfResult.TEMPERROR);
    assertThat(verdict.reason()).contains("verification.spf-patience");
  }

  @Test
  void shouldAskAboutInternationalDomainsByTheirALabels() {
    FakeZone zone = FakeZone.of("xn--bcher-kva.example TXT v=spf1 ip4:192.0.2.1 -all");

    SpfVerdict verdict = check(zone, "192.0.2.1", "h.example", "bob@b\u00fccher.example");

    assertThat(verdict.result()).isEqualTo(SpfResult.PASS);
  }

  @Test
  void shouldMatchNothingByAnInternationalLocalPart() {
    FakeZone zone = FakeZone.of("a.example TXT v=spf1 exists:%{l}.a.example -all");

    SpfVerdict verdict = check(zone, "192.0.2.1", "h.example", "j\u00fcrgen@a.example");

    assertThat(verdict.result()).isEqualTo(SpfResult.FAIL);
    assertThat(zone.questions()).containsExactly("a.example TXT");
  }
}
