package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.transport.Certificates.tlsa;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.MailOptions;
import relay.domain.tlsreport.TalliedSessions;
import relay.domain.tlsreport.TlsFailure;
import relay.domain.transport.Certificates;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsaRecord;

/** RFC 8460 4.3 from the resolver to the count. */
class TlsSessionCountTest {
  private static final int SERVFAIL = 2;
  private final TlsLaboratory lab =
      new TlsLaboratory().set("tls-reports.from", "tls@client.example");

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void shouldCountASessionUnderNoPolicy() {
    lab.mail();

    TalliedSessions one = only();
    assertThat(one.domain()).isEqualTo("example.org");
    assertThat(one.policy().type()).isEqualTo("no-policy-found");
    assertThat(one.failure()).isEmpty();
    assertThat(one.sessions()).isEqualTo(1);
  }

  /** RFC 8460 counts sessions, not mails. */
  @Test
  void shouldCountAKeptConnectionOnce() {
    lab.mail();
    lab.mail();

    assertThat(lab.server.connections()).isEqualTo(1);
    assertThat(only().sessions()).isEqualTo(1);
  }

  @Test
  void shouldCountNothingWhileReportsAreOff() {
    lab.set("tls-reports.from", "");

    lab.mail();

    assertThat(lab.counted()).isEmpty();
  }

  @Test
  void shouldTellWhoOfferedNoTls() {
    lab.server.offers("PIPELINING");

    assertThat(lab.mail().reply().code()).isEqualTo(250);

    TlsFailure failure = only().failure().orElseThrow();
    assertThat(failure.fault()).isEqualTo(TlsFault.STARTTLS_NOT_SUPPORTED);
    assertThat(failure.host()).isEqualTo("mx.example");
    assertThat(failure.address()).isEqualTo("127.0.0.1");
    assertThat(failure.sender()).isEqualTo("127.0.0.1");
    assertThat(failure.helo()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "enforce, mx, ",
    "enforce, stranger, CERTIFICATE_HOST_MISMATCH",
    "enforce, expired, CERTIFICATE_EXPIRED",
    "testing, mx, ",
    "testing, stranger, CERTIFICATE_HOST_MISMATCH",
    "testing, expired, CERTIFICATE_EXPIRED"
  })
  void shouldTellWhatWasWrongWithACertificateUnderMtaSts(
      String mode, String shown, TlsFault fault) {
    lab.policy(mode, "mx.example");
    lab.server.shows(Certificates.server(shown));

    boolean isTaken = lab.mail().reply().isPositive();

    assertThat(isTaken).isEqualTo(mode.equals("testing") || fault == null);
    TalliedSessions one = only();
    assertThat(one.policy().type()).isEqualTo("sts");
    assertThat(one.policy().lines()).contains("mode: " + mode, "mx: mx.example");
    assertThat(one.policy().hosts()).containsExactly("mx.example");
    assertThat(one.failure().map(TlsFailure::fault).orElse(null)).isEqualTo(fault);
    // The session is closed by then.
    one.failure().ifPresent(f -> assertThat(f.sender()).isEqualTo("127.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource({"enforce", "testing"})
  void shouldTellThatASelfSignedCertificateIsNotTrusted(String mode) {
    lab.policy(mode, "mx.example");

    lab.mail();

    assertThat(onlyFault()).isEqualTo(TlsFault.CERTIFICATE_NOT_TRUSTED);
  }

  @ParameterizedTest
  @CsvSource({"enforce, 0", "testing, 1"})
  void shouldTellThatThePolicyDoesNotNameTheHost(String mode, int connections) {
    lab.policy(mode, "elsewhere.example");
    lab.server.shows(Certificates.server("mx"));

    lab.mail();

    assertThat(onlyFaultOf("mx.example")).isEqualTo(TlsFault.VALIDATION_FAILURE);
    assertThat(lab.server.connections()).isEqualTo(connections);
  }

  @ParameterizedTest
  @CsvSource({
    "404, text/plain, STS_POLICY_FETCH_ERROR",
    "200, text/html, STS_POLICY_INVALID",
    "200, text/plain, STS_POLICY_INVALID"
  })
  void shouldTellWhyThePolicyCouldNotBeHad(int status, String type, TlsFault fault) {
    lab.page(request -> TlsLaboratory.say(request, status, type, "no policy"));

    assertThat(lab.mail().reply().code()).isEqualTo(250);

    TalliedSessions one = only();
    assertThat(one.policy().type()).isEqualTo("sts");
    assertThat(one.policy().lines()).isEmpty();
    assertThat(one.failure().orElseThrow().fault()).isEqualTo(fault);
  }

  @Test
  void shouldTellThatThePolicyServerHasNoGoodCertificate() {
    lab.page(request -> TlsLaboratory.say(request, 200, "text/plain", ""), "stranger");

    lab.mail();

    assertThat(onlyFault()).isEqualTo(TlsFault.STS_WEBPKI_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "mx, 3, mx, ",
    "expired, 3, expired, ",
    "mx, 3, stranger, VALIDATION_FAILURE",
    "stranger, 2, ca, CERTIFICATE_HOST_MISMATCH",
    "mx, 1, mx, TLSA_INVALID"
  })
  void shouldTellWhatTlsaRecordsCameTo(String shown, int usage, String vouched, TlsFault fault) {
    TlsaRecord record = tlsa(usage, 1, 1, vouched);
    server(shown, record);

    lab.mail();

    TalliedSessions one = only();
    assertThat(one.policy().type()).isEqualTo("tlsa");
    assertThat(one.policy().domain()).isEqualTo("mx.example");
    assertThat(one.policy().lines()).containsExactly(record.zoneText());
    assertThat(one.failure().map(TlsFailure::fault).orElse(null)).isEqualTo(fault);
  }

  @Test
  void shouldTellThatTlsaRecordsCannotBeLookedUp() {
    server("mx");
    lab.dns.fails(lab.tlsaName("mx.example"), SERVFAIL);

    lab.mail();

    assertThat(onlyFaultOf("mx.example")).isEqualTo(TlsFault.DNSSEC_INVALID);
    assertThat(lab.server.connections()).isZero();
  }

  @Test
  void shouldTellThatWeDemandTlsaRecords() {
    server("mx");
    lab.set("tls-policy.default", "dane");

    lab.mail();

    assertThat(onlyFaultOf("mx.example")).isEqualTo(TlsFault.DANE_REQUIRED);
  }

  /** RFC 8460 3: a report arrives whatever it is about, and is never reported itself. */
  @ParameterizedTest
  @CsvSource({"enforce, STARTTLS", "enforce, SIZE", "none, STARTTLS"})
  void shouldDeliverAReportThatBrokenTlsWouldKeepBackAndNotCountIt(String mode, String offer) {
    lab.policy(mode, "elsewhere.example");
    lab.server.shows(Certificates.server("expired")).offers("PIPELINING", offer);
    lab.options(MailOptions.waivingTls());

    assertThat(lab.mail().reply().code()).isEqualTo(250);
    assertThat(lab.counted()).isEmpty();
  }

  private void server(String shown, TlsaRecord... records) {
    lab.server.shows(Certificates.server(shown));
    for (TlsaRecord record : records) {
      lab.dns.tlsa(lab.tlsaName("mx.example"), record);
    }
  }

  private TalliedSessions only() {
    List<TalliedSessions> counted = lab.counted();
    assertThat(counted).hasSize(1);
    return counted.get(0);
  }

  private TlsFault onlyFault() {
    return only().failure().orElseThrow().fault();
  }

  private TlsFault onlyFaultOf(String host) {
    TlsFailure failure = only().failure().orElseThrow();
    assertThat(failure.host()).isEqualTo(host);
    return failure.fault();
  }
}
