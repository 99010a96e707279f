package relay.domain.verification.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.verification.FakeZone;

class DmarcCheckTest {
  private static final FakeZone ZONE =
      FakeZone.of(
          """
          _dmarc.example.org TXT v=DMARC1; p=reject; sp=quarantine; np=reject
          news.example.org A 192.0.2.1
          mx.example.org MX 10 mail.example.org
          six.example.org AAAA 2001:db8::1
          _dmarc.own.example.org TXT v=DMARC1; p=none
          _dmarc.strict.example TXT v=DMARC1; p=reject; adkim=s; aspf=s
          _dmarc.test.example TXT v=DMARC1; p=reject; t=y
          _dmarc.soft.example TXT v=DMARC1; p=quarantine; t=y
          _dmarc.two.example TXT v=DMARC1; p=reject
          _dmarc.two.example TXT v=DMARC1; p=none
          _dmarc.noise.example TXT hello
          _dmarc.noise.example TXT v=DMARC1; p=reject
          _dmarc.bad.example TXT v=DMARC1; p=all
          _dmarc.down.example TIMEOUT
          _dmarc.bank TXT v=DMARC1; p=reject; np=quarantine; psd=y
          my.bank A 192.0.2.1
          _dmarc.gov.example TXT v=DMARC1; p=quarantine; psd=y
          _dmarc.city.gov.example TXT v=DMARC1; p=none
          _dmarc.cut.parent.example TXT v=DMARC1; p=quarantine; psd=n
          _dmarc.parent.example TXT v=DMARC1; p=reject
          """);

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org, '', pass",
    "example.org, '', example.org, pass",
    "example.org, bounce.example.org, '', pass",
    "news.example.org, '', mail.example.org, pass",
    "example.org, '', EXAMPLE.org, pass",
    "example.org, other.example, other.example, fail",
    "example.org, '', org, fail",
    "example.org, notexample.org, '', fail",
    "example.org, '', '', fail",
    "strict.example, strict.example, '', pass",
    "strict.example, a.strict.example, '', fail",
    "strict.example, '', a.strict.example, fail",
    "nobody.example, nobody.example, nobody.example, none",
    "two.example, two.example, '', none",
    "noise.example, '', '', fail",
    "bad.example, '', '', none",
    "down.example, down.example, '', temperror",
    "my.bank, '', my.bank, pass",
    "my.bank, '', your.bank, fail",
    "a.my.bank, '', b.my.bank, pass",
    "a.city.gov.example, '', city.gov.example, pass",
    "city.gov.example, '', town.gov.example, fail",
    "a.cut.parent.example, '', b.cut.parent.example, pass",
    "a.cut.parent.example, '', parent.example, fail",
  })
  void shouldPassWhatBelongsToTheAuthor(
      String author, String sender, String signer, String result) {
    DmarcVerdict verdict = check(author, sender, signer);

    assertThat(verdict.result().word()).as(verdict.reason()).isEqualTo(result);
    assertThat(verdict.reason()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "example.org, reject, reject, example.org",
    "news.example.org, quarantine, quarantine, example.org",
    "mx.example.org, quarantine, quarantine, example.org",
    "six.example.org, quarantine, quarantine, example.org",
    "never.example.org, reject, reject, example.org",
    "own.example.org, none, none, own.example.org",
    "below.own.example.org, reject, reject, example.org",
    "test.example, reject, quarantine, test.example",
    "soft.example, quarantine, none, soft.example",
    "my.bank, reject, reject, bank",
    "typo.bank, quarantine, quarantine, bank",
    "a.cut.parent.example, quarantine, quarantine, cut.parent.example",
  })
  void shouldFindThePolicyThatCounts(
      String author, String asked, String disposition, String domain) {
    DmarcVerdict verdict = check(author, "", "");

    assertThat(verdict.asked().word()).isEqualTo(asked);
    assertThat(verdict.disposition().word()).isEqualTo(disposition);
    assertThat(verdict.policy().orElseThrow().domain()).isEqualTo(domain);
  }

  @Test
  void shouldDoNothingToWhatPasses() {
    DmarcVerdict verdict = check("example.org", "", "example.org");

    assertThat(verdict.asked()).isEqualTo(DmarcPolicy.REJECT);
    assertThat(verdict.disposition()).isEqualTo(DmarcPolicy.NONE);
    assertThat(verdict.aligned()).containsExactly("example.org");
  }

  @Test
  void shouldAskForAtMostEightRecordsOfALongName() {
    FakeZone zone = new FakeZone();

    check(zone, "1.2.3.4.5.6.7.8.9.10.mail.example.org", "", "");

    assertThat(zone.questions())
        .containsExactly(
            "_dmarc.1.2.3.4.5.6.7.8.9.10.mail.example.org TXT",
            "_dmarc.7.8.9.10.mail.example.org TXT",
            "_dmarc.8.9.10.mail.example.org TXT",
            "_dmarc.9.10.mail.example.org TXT",
            "_dmarc.10.mail.example.org TXT",
            "_dmarc.mail.example.org TXT",
            "_dmarc.example.org TXT",
            "_dmarc.org TXT");
  }

  @Test
  void shouldNotFailWhatTheDnsKeepsFromBeingProven() {
    DmarcVerdict verdict =
        new DmarcCheck(ZONE, Optional.empty())
            .check(authors("example.org"), new Authenticated(Optional.empty(), List.of(), true));

    assertThat(verdict.result()).isEqualTo(DmarcResult.TEMPERROR);
    assertThat(verdict.disposition()).isEqualTo(DmarcPolicy.NONE);
  }

  @Test
  void shouldJudgeSeveralAuthorsByTheWorst() {
    Authenticated proven = new Authenticated(Optional.empty(), List.of("example.org"), false);
    DmarcCheck check = new DmarcCheck(ZONE, Optional.empty());

    DmarcVerdict both = check.check(authors("example.org", "own.example.org"), proven);
    DmarcVerdict stranger =
        check.check(authors("example.org", "soft.example", "two.example"), proven);

    assertThat(both.result()).isEqualTo(DmarcResult.PASS);
    assertThat(stranger.result()).isEqualTo(DmarcResult.FAIL);
    assertThat(stranger.author()).isEqualTo("soft.example");
  }

  @Test
  void shouldRefuseToGuessWithoutAnAuthor() {
    DmarcVerdict verdict =
        new DmarcCheck(ZONE, Optional.empty())
            .check(
                new Authors(List.of(), Optional.of("there is no From field")),
                new Authenticated(Optional.of("example.org"), List.of(), false));

    assertThat(verdict.result()).isEqualTo(DmarcResult.PERMERROR);
    assertThat(verdict.reason()).isEqualTo("there is no From field");
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.shop.co.uk, shop.co.uk",
    "shop.co.uk, shop.co.uk",
    "co.uk, co.uk",
    "uk, uk",
    "a.b.example.org, example.org",
    "a.b.ck, a.b.ck",
    "x.a.b.ck, a.b.ck",
    "x.www.ck, www.ck",
    "a.xn--85x722f.com.cn, xn--85x722f.com.cn",
    "a.b.unlisted, b.unlisted",
  })
  void shouldFindRegisteredDomainsByTheList(String domain, String registered) throws IOException {
    assertThat(suffixes().organizationalDomain(domain)).isEqualTo(registered);
  }

  @Test
  void shouldLookAtTheRegisteredDomainOnlyByTheListOfSuffixes() throws IOException {
    FakeZone zone =
        FakeZone.of(
            """
            _dmarc.shop.co.uk TXT v=DMARC1; p=reject; sp=quarantine; np=none; t=y
            _dmarc.a.shop.co.uk TXT v=DMARC1; p=none
            _dmarc.co.uk TXT v=DMARC1; p=none; psd=y
            """);
    DmarcCheck check = new DmarcCheck(zone, Optional.of(suffixes()));

    DmarcVerdict verdict =
        check.check(
            authors("b.a.shop.co.uk"), new Authenticated(Optional.of("x.co.uk"), List.of(), false));

    assertThat(verdict.method()).isEqualTo("psl");
    assertThat(verdict.result()).isEqualTo(DmarcResult.FAIL);
    assertThat(verdict.disposition()).isEqualTo(DmarcPolicy.QUARANTINE);
    assertThat(verdict.policy().orElseThrow().domain()).isEqualTo("shop.co.uk");
    assertThat(zone.questions())
        .containsExactly("_dmarc.b.a.shop.co.uk TXT", "_dmarc.shop.co.uk TXT");
  }

  private static PublicSuffixes suffixes() throws IOException {
    return PublicSuffixes.read(
        new StringReader(
            """
            // a comment
            uk
            co.uk  and a remark
            org

            *.ck
            !www.ck
            com.cn
            *.bad..rule
            """));
  }

  private static DmarcVerdict check(String author, String sender, String signer) {
    return check(ZONE, author, sender, signer);
  }

  private static DmarcVerdict check(FakeZone zone, String author, String sender, String signer) {
    return new DmarcCheck(zone, Optional.empty())
        .check(
            authors(author),
            new Authenticated(
                Optional.of(sender).filter(s -> !s.isEmpty()),
                Arrays.stream(signer.split(" "))
                    .filter(s -> !s.isEmpty())
                    .map(s -> s.toLowerCase(Locale.ROOT))
                    .toList(),
                false));
  }

  private static Authors authors(String... domains) {
    return new Authors(List.of(domains), Optional.empty());
  }
}
