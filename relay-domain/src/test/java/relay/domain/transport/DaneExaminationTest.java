package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.transport.Certificates.tlsa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.transport.CertificateCheck.Verdict;

/** RFC 7671 5 and RFC 7672 3, row by row. */
class DaneExaminationTest {
  private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");
  private static final Instant IN_A_THOUSAND_YEARS = Instant.parse("3027-06-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "0, 2", "1, 0", "1, 1", "1, 2"})
  void shouldKnowTheServersOwnCertificate(int selector, int matching) {
    Verdict verdict = examine(NOW, chain("mx", "ca"), tlsa(3, selector, matching, "mx"));

    assertThat(by(verdict)).startsWith("TLSA 3 " + selector + " " + matching + " ");
  }

  @Test
  void shouldMindNeitherNameNorDateOfItsOwnCertificate() {
    assertThat(by(examine(NOW, chain("stranger"), tlsa(3, 1, 1, "stranger")))).isNotEmpty();
    assertThat(by(examine(NOW, chain("expired"), tlsa(3, 0, 1, "expired")))).isNotEmpty();
    assertThat(by(examine(IN_A_THOUSAND_YEARS, chain("mx"), tlsa(3, 1, 1, "mx")))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "0, 2", "1, 0", "1, 1", "1, 2"})
  void shouldFollowTheChainToAnAuthority(int selector, int matching) {
    Verdict verdict = examine(NOW, chain("mx", "ca"), tlsa(2, selector, matching, "ca"));

    assertThat(by(verdict)).startsWith("TLSA 2 " + selector + " " + matching + " ");
  }

  @Test
  void shouldTakeAnAuthorityFromTheRecordWhenTheServerDoesNotShowIt() {
    assertThat(by(examine(NOW, chain("mx"), tlsa(2, 0, 0, "ca")))).startsWith("TLSA 2 0 0");
  }

  @Test
  void shouldNeedTheAuthorityInTheChainWhenTheRecordHasOnlyItsDigest() {
    assertThat(why(examine(NOW, chain("mx"), tlsa(2, 0, 1, "ca")))).contains("none of 1 TLSA");
  }

  @Test
  void shouldMindTheNameUnderAnAuthority() {
    String why = why(examine(NOW, chain("stranger", "ca"), tlsa(2, 1, 1, "ca")));

    assertThat(why).contains("stranger.example").contains("mx.example");
  }

  @Test
  void shouldTakeTheRecipientDomainAsNameUnderAnAuthority() {
    assertThat(by(examine(NOW, chain("domain", "ca"), tlsa(2, 1, 1, "ca")))).isNotEmpty();
  }

  @Test
  void shouldMindTheDatesUnderAnAuthority() {
    assertThat(why(examine(NOW, chain("expired", "ca"), tlsa(2, 1, 1, "ca")))).isNotEmpty();
    assertThat(why(examine(IN_A_THOUSAND_YEARS, chain("mx", "ca"), tlsa(2, 1, 1, "ca"))))
        .isNotEmpty();
  }

  @Test
  void shouldNotBelieveAnAuthorityThatOnlyStandsInTheChain() {
    // Shown beside the certificate, but it did not sign it.
    assertThat(why(examine(NOW, chain("mx", "other"), tlsa(2, 0, 1, "other")))).isNotEmpty();
    assertThat(why(examine(NOW, chain("mx", "ca", "other"), tlsa(2, 0, 1, "other")))).isNotEmpty();
  }

  @Test
  void shouldNotMindTheOrderOfTheChain() {
    assertThat(by(examine(NOW, chain("mx", "other", "ca"), tlsa(2, 1, 1, "ca")))).isNotEmpty();
  }

  @Test
  void shouldNotTakeTheServersOwnCertificateForAnAuthority() {
    assertThat(why(examine(NOW, chain("mx", "ca"), tlsa(2, 1, 1, "mx")))).isNotEmpty();
  }

  @Test
  void shouldNotTakeAnAuthorityForTheServersOwnCertificate() {
    assertThat(why(examine(NOW, chain("mx", "ca"), tlsa(3, 1, 1, "ca")))).isNotEmpty();
  }

  @Test
  void shouldBeContentWithOneRecordOfMany() {
    Verdict verdict =
        examine(
            NOW,
            chain("mx", "ca"),
            tlsa(3, 1, 1, "stranger"),
            tlsa(2, 1, 1, "other"),
            tlsa(3, 1, 2, "mx"));

    assertThat(by(verdict)).startsWith("TLSA 3 1 2");
  }

  @Test
  void shouldRefuseWhenARecordHoldsNoCertificateThoughItSaysSo() {
    assertThat(why(examine(NOW, chain("mx"), new TlsaRecord(2, 0, 0, "abcd")))).isNotEmpty();
  }

  private static List<X509Certificate> chain(String... names) {
    return Arrays.stream(names).map(Certificates::of).toList();
  }

  private static Verdict examine(Instant now, List<X509Certificate> chain, TlsaRecord... records) {
    var check = new CertificateCheck.Dane(List.of(records), List.of("mx.example", "example.org"));
    return check.examine(chain, now);
  }

  private static String by(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).by().orElseThrow();
  }

  private static String why(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused) verdict).why();
  }
}
