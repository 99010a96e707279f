package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.transport.CertificateCheck.Verdict;

class CertificateNamesTest {
  @ParameterizedTest
  @CsvSource({
    "mx, mx.example, true",
    "mx, other.mx.example, false",
    "mx, example, false",
    "mx, a.pool.example, true",
    "mx, a.b.pool.example, false",
    "mx, pool.example, false",
    "mx, .pool.example, true",
    "mx, .example, true",
    "mx, .mx.example, false",
    "mx, [192.0.2.7], true",
    "mx, [192.0.2.8], false",
    "mx, [IPv6:2001:db8::7], false",
    "bare, bare.example, true",
    "stranger, mx.example, false"
  })
  void shouldMatchNamesAsRfc6125Says(String certificate, String wanted, boolean matches) {
    var names = CertificateNames.of(Certificates.of(certificate));

    assertThat(names.firstMatch(List.of(wanted)).isPresent()).isEqualTo(matches);
  }

  @Test
  void shouldTellWhichNameMatched() {
    var names = CertificateNames.of(Certificates.of("mx"));

    assertThat(names.firstMatch(List.of("no.example", "mx.example"))).contains("mx.example");
    assertThat(names).hasToString("mx.example, *.pool.example");
  }

  @Test
  void shouldSayForWhomARefusedCertificateIs() {
    var check = new CertificateCheck.Authority(List.of("mail.example"));

    Verdict verdict = check.examine(List.of(Certificates.of("stranger")), Instant.EPOCH);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Refused(
                "the certificate is for stranger.example and not for mail.example",
                TlsFault.CERTIFICATE_HOST_MISMATCH));
  }

  @Test
  void shouldTakeAnyCertificateWhenNothingIsDemanded() {
    Verdict verdict =
        CertificateCheck.ANY.examine(List.of(Certificates.of("expired")), Instant.EPOCH);

    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(CertificateCheck.ANY.needsAuthority()).isFalse();
  }
}
