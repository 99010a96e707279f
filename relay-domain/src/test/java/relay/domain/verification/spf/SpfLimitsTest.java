package relay.domain.verification.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.verification.spf.SpfCases.check;
import static relay.domain.verification.spf.SpfCases.record;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.FakeZone;

/** The limits of RFC 7208 4.6.4, and what counts for them: each at its edge. */
class SpfLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "include:b.example, 1",
    "a:m.example, 1",
    "mx:b.example, 1",
    "ptr:b.example, 1",
    "exists:m.example, 1",
    "redirect=b.example, 1",
    "ip4:203.0.113.1, 0",
    "ip6:2001:db8::1, 0",
    "exp=x.example, 0",
    "unknown=b.example, 0",
  })
  void shouldCountTheTermsThatAskTheDns(String term, int lookups) {
    SpfVerdict verdict =
        record(
            "v=spf1 " + term + (term.startsWith("redirect") ? "" : " ip4:192.0.2.1 -all"),
            "b.example TXT v=spf1 ip4:203.0.113.7 -all",
            "b.example MX 10 m.example",
            "m.example A 203.0.113.9",
            "x.example TXT no");

    assertThat(verdict.lookups()).as(verdict.reason()).isEqualTo(lookups);
  }

  @ParameterizedTest
  @CsvSource({"10, fail", "11, permerror"})
  void shouldFollowTenIncludesOneInTheOther(int depth, String result) {
    String zone =
        IntStream.rangeClosed(1, depth)
            .mapToObj(
                i ->
                    "n%d.example TXT v=spf1 %s -all"
                        .formatted(i, i == depth ? "" : "include:n%d.example".formatted(i + 1)))
            .collect(Collectors.joining("\n"));

    SpfVerdict verdict = record("v=spf1 include:n1.example -all", zone);

    assertThat(verdict.result().word()).as(verdict.reason()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({"10, pass", "11, permerror"})
  void shouldFollowTenRedirectsOneAfterTheOther(int depth, String result) {
    String zone =
        IntStream.rangeClosed(1, depth)
            .mapToObj(
                i ->
                    "n%d.example TXT v=spf1 %s"
                        .formatted(
                            i, i == depth ? "+all" : "redirect=n%d.example".formatted(i + 1)))
            .collect(Collectors.joining("\n"));

    SpfVerdict verdict = record("v=spf1 redirect=n1.example", zone);

    assertThat(verdict.result().word()).as(verdict.reason()).isEqualTo(result);
  }

  @Test
  void shouldCountWhatIsIncludedTwiceTwice() {
    String[] zone = {"b.example TXT v=spf1 a:m.example a:m.example", "m.example A 203.0.113.1"};

    assertThat(record("v=spf1" + " include:b.example".repeat(3) + " +all", zone).lookups())
        .isEqualTo(9);
    assertThat(record("v=spf1" + " include:b.example".repeat(4) + " +all", zone).result())
        .isEqualTo(SpfResult.PERMERROR);
  }

  @Test
  void shouldStopAtTheLimitThoughALaterTermWouldMatch() {
    SpfVerdict verdict =
        record(
            "v=spf1" + " a:m.example".repeat(11) + " ip4:192.0.2.1 -all",
            "m.example A 203.0.113.1");

    assertThat(verdict.result()).isEqualTo(SpfResult.PERMERROR);
    assertThat(verdict.mechanism()).isEmpty();
  }

  @Test
  void shouldNotReachTheLimitWhenAnEarlierTermMatches() {
    SpfVerdict verdict =
        record(
            "v=spf1 ip4:192.0.2.1" + " a:m.example".repeat(50) + " -all",
            "m.example A 203.0.113.1");

    assertThat(verdict.result()).isEqualTo(SpfResult.PASS);
    assertThat(verdict.lookups()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:n1.example a:n2.example a:n3.example",
        "mx:n1.example mx:n2.example mx:n3.example",
        "exists:n1.example exists:n2.example exists:n3.example",
        "a:nodata.example a:nodata.example a:nodata.example",
        "mx:empty.example a:n1.example",
      })
  void shouldCountQuestionsThatFindNothing(String terms) {
    SpfVerdict verdict =
        record(
            "v=spf1 " + terms + " +all",
            "nodata.example TXT hello",
            "empty.example MX 10 n1.example",
            "empty.example MX 20 n2.example");

    assertThat(verdict.result()).as(verdict.reason()).isEqualTo(SpfResult.PERMERROR);
    assertThat(verdict.reason()).contains("find nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ptr:b.example", "include:norecord.example", "ip4:203.0.113.1"})
  void shouldNotCountWhatIsNoQuestionAboutAnAddress(String term) {
    SpfVerdict verdict =
        record(
            "v=spf1 " + term + " a:n1.example a:n2.example +all",
            "norecord.example TXT v=spf1 -all");

    assertThat(verdict.result()).as(verdict.reason()).isEqualTo(SpfResult.PASS);
    assertThat(verdict.voidLookups()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"10, fail", "11, permerror"})
  void shouldLookAtTenExchangersAndNoMore(int count, String result) {
    String zone =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                i -> "a.example MX %1$d m%1$d.example\nm%1$d.example A 203.0.113.1".formatted(i))
            .collect(Collectors.joining("\n"));

    assertThat(record("v=spf1 mx -all", zone).result().word()).isEqualTo(result);
  }

  @Test
  void shouldLookAtTenNamesOfAClientAndForgetTheRest() {
    String names =
        IntStream.rangeClosed(1, 12)
            .mapToObj(
                i ->
                    "1.2.0.192.in-addr.arpa PTR n%1$d.b.example\nn%1$d.b.example A 203.0.113.1"
                        .formatted(i))
            .collect(Collectors.joining("\n"));
    String tenth = names.replace("n10.b.example A 203.0.113.1", "n10.b.example A 192.0.2.1");
    String eleventh = names.replace("n11.b.example A 203.0.113.1", "n11.b.example A 192.0.2.1");

    assertThat(record("v=spf1 ptr:b.example -all", tenth).result()).isEqualTo(SpfResult.PASS);
    assertThat(record("v=spf1 ptr:b.example -all", eleventh).result()).isEqualTo(SpfResult.FAIL);
  }

  @Test
  void shouldGiveUpWhenTheTimeIsOverWithinAnInclude() {
    AtomicInteger asked = new AtomicInteger();
    FakeZone zone =
        FakeZone.of(
            """
            a.example TXT v=spf1 include:b.example -all
            b.example TXT v=spf1 a:c.example -all
            c.example A 192.0.2.1
            """);

    SpfVerdict verdict =
        new SpfCheck(
                zone, SpfCases.SETTINGS, () -> Instant.ofEpochSecond(asked.getAndIncrement() * 9L))
            .check(SpfSender.of(IpLiteral.parse("192.0.2.1").orElseThrow(), "h", "b@a.example"));

    assertThat(verdict.result()).isEqualTo(SpfResult.TEMPERROR);
    assertThat(verdict.domain()).isEqualTo("a.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=spf1 include:b.example -all     | v=spf1 +all          | pass",
        "v=spf1 include:b.example -all     | v=spf1 -all          | fail",
        "v=spf1 include:b.example ?all     | v=spf1 -all          | neutral",
        "v=spf1 include:b.example ~all     | v=spf1 ~all          | softfail",
        "v=spf1 -include:b.example +all    | v=spf1 +all          | fail",
        "v=spf1 ?include:b.example -all    | v=spf1 +all          | neutral",
        "v=spf1 include:b.example -all     | v=spf1 ?all          | fail",
        "v=spf1 include:b.example -all     | v=spf1 a:b/33 -all   | permerror",
        "v=spf1 redirect=b.example         | v=spf1 ~all          | softfail",
        "v=spf1 redirect=b.example         | v=spf1               | neutral",
        "v=spf1 redirect=b.example ?all    | v=spf1 -all          | neutral",
        "v=spf1 redirect=b.example         | hello                | permerror",
        "v=spf1 Include:B.Example -ALL     | V=SPF1 +ALL          | pass",
        "v=spf1   include:b.example   -all | v=spf1  +all         | pass",
      })
  void shouldMakeOfAnIncludedRecordWhatTheRfcSays(String own, String other, String result) {
    SpfVerdict verdict = record(own, "b.example TXT " + other);

    assertThat(verdict.result().word()).as(verdict.reason()).isEqualTo(result);
  }

  @Test
  void shouldAskForTheFamilyOfTheClientAndAlwaysForIpv4WhenItMustExist() {
    FakeZone zone =
        FakeZone.of(
            """
            a.example TXT v=spf1 a mx exists:e.example -all
            a.example MX 10 m.example
            a.example A 192.0.2.1
            m.example A 192.0.2.1
            """);

    check(zone, "2001:db8::1", "h.example", "bob@a.example");

    assertThat(zone.questions())
        .containsExactly(
            "a.example TXT", "a.example AAAA", "a.example MX", "m.example AAAA", "e.example A");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 24, 192.0.2.255, pass",
    "192.0.2.1, 24, 192.0.3.0, fail",
    "192.0.2.128, 25, 192.0.2.127, fail",
    "192.0.2.1, 31, 192.0.2.0, pass",
    "192.0.2.1, 31, 192.0.2.2, fail",
    "192.0.2.1, 32, 192.0.2.1, pass",
    "192.0.2.1, 32, 192.0.2.0, fail",
    "0.0.0.0, 0, 255.255.255.255, pass",
    "128.0.0.0, 1, 127.255.255.255, fail",
    "2001:db8::, 127, 2001:db8::1, pass",
    "2001:db8::, 127, 2001:db8::2, fail",
    "2001:db8:ffff::, 33, 2001:db8:8000::, pass",
    "2001:db8:ffff::, 33, 2001:db8:7fff::, fail",
  })
  void shouldCompareAddressesBitByBit(String block, int bits, String client, String result) {
    String kind = block.indexOf(':') < 0 ? "ip4:" : "ip6:";
    FakeZone zone = FakeZone.of("a.example TXT v=spf1 %s%s/%d -all".formatted(kind, block, bits));

    assertThat(check(zone, client, "h.example", "bob@a.example").result().word()).isEqualTo(result);
  }
}
