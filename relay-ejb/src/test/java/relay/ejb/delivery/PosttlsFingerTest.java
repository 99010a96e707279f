package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static relay.domain.transport.Certificates.tlsa;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.delivery.RecipientReply;
import relay.domain.transport.Certificates;
import relay.ejb.delivery.PosttlsFinger.Verdict;

/**
 * The same server, asked by us and by Postfix's posttls-finger: both send or neither does, under
 * TLS or not. Left out where Postfix is not installed.
 */
class PosttlsFingerTest {
  private static final int SERVFAIL = 2;
  private final TlsLaboratory lab = new TlsLaboratory();

  @BeforeEach
  void needsPostfix() {
    assumeTrue(PosttlsFinger.isThere(), "posttls-finger is not installed");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource({
    "may, mx, mx.example, true",
    "may, stranger, mx.example, true",
    "may, expired, mx.example, true",
    "encrypt, mx, mx.example, true",
    "encrypt, stranger, mx.example, true",
    "encrypt, expired, mx.example, true",
    "verify, mx, mx.example, true",
    "verify, stranger, mx.example, false",
    "verify, expired, mx.example, false",
    "secure, mx, mx.example, true",
    "secure, mx, other.example, false",
    "secure, mx, .pool.example, true",
    "secure, stranger, mx.example, false",
    "secure, stranger, stranger.example, true",
    "secure, domain, example.org, true",
    "secure, expired, mx.example, false",
  })
  void shouldAgreeOnACertificate(String level, String shown, String name, boolean sends) {
    lab.server.shows(Certificates.server(shown));

    agree(level, name, sends, true);
  }

  @ParameterizedTest
  @CsvSource({"may, true", "encrypt, false", "verify, false", "secure, false"})
  void shouldAgreeOnAServerThatOffersNoTls(String level, boolean sends) {
    lab.server.offers("PIPELINING");

    agree(level, "mx.example", sends, false);
  }

  private void agree(String level, String name, boolean sends, boolean isEncrypted) {
    lab.set("tls-policy.it.domains", "example.org").set("tls-policy.it.level", level);
    if (level.equals("secure")) {
      lab.set("tls-policy.it.names", name);
    }
    Verdict theirs = PosttlsFinger.ask(lab.server.port(), level, name);

    same(lab.mail(), theirs, sends);

    assertThat(theirs.isEncrypted()).as(theirs.says()).isEqualTo(isEncrypted);
  }

  /** We have no level of this name: a record 3 0 1 of DANE says the same. */
  @ParameterizedTest
  @CsvSource({
    "mx, mx, true",
    "stranger, stranger, true",
    "expired, expired, true",
    "mx, stranger, false"
  })
  void shouldAgreeOnAFingerprint(String shown, String known, boolean sends) {
    lab.server.shows(Certificates.server(shown));
    lab.dns.tlsa(lab.tlsaName("mx.example"), tlsa(3, 0, 1, known));
    String fingerprint =
        tlsa(3, 0, 1, known).data().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

    same(lab.mail(), PosttlsFinger.ask(lab.server.port(), "fingerprint", fingerprint), sends);
  }

  @ParameterizedTest
  @CsvSource({
    "mx, 3, 1, 1, mx, true",
    "mx, 3, 0, 2, mx, true",
    "mx, 2, 1, 1, ca, true",
    "mx, 2, 0, 1, ca, true",
    "domain, 2, 0, 1, ca, true",
    "expired, 3, 1, 1, expired, true",
    "stranger, 3, 1, 1, stranger, true",
    "mx, 3, 1, 1, stranger, false",
    "mx, 3, 0, 1, ca, false",
    "mx, 2, 1, 1, other, false",
    "stranger, 2, 1, 1, ca, false",
    "expired, 2, 1, 1, ca, false",
  })
  void shouldAgreeOnTlsaRecords(
      String shown, int usage, int selector, int matching, String vouched, boolean sends) {
    needsTheResolver();
    lab.server.shows(Certificates.server(shown));
    lab.dns.tlsa(lab.tlsaName("mx.example"), tlsa(usage, selector, matching, vouched));

    same(lab.mail(), byDane(), sends);
  }

  @Test
  void shouldAgreeThatRecordsWhichCannotBeLookedUpHoldMailBack() {
    needsTheResolver();
    lab.server.shows(Certificates.server("mx"));
    lab.dns.fails(lab.tlsaName("mx.example"), SERVFAIL);

    same(lab.mail(), byDane(), false);
  }

  private static void needsTheResolver() {
    assumeTrue(
        PosttlsFinger.canAskOurResolver(),
        "it asks the resolver of this machine, and only root can show it another one");
  }

  private Verdict byDane() {
    return PosttlsFinger.askByDane(lab.dns.server(), "example.org", lab.server.port());
  }

  private void same(RecipientReply ours, Verdict theirs, boolean sends) {
    assertThat(ours.reply().isPositive()).as("we: " + ours.reply()).isEqualTo(sends);
    assertThat(theirs.sends()).as(theirs.says()).isEqualTo(sends);
    if (sends) {
      assertThat(lab.server.mails().get(0).encrypted())
          .as(theirs.says())
          .isEqualTo(theirs.isEncrypted());
    }
  }
}
