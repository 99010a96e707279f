package relay.ejb.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.delivery.RecipientReply;
import relay.domain.transport.Certificates;

/** RFC 8461 from the resolver to the final dot. */
class MtaStsLaboratoryTest {
  private static final String ENFORCE =
      "version: STSv1\nmode: enforce\nmax_age: 86400\nmx: mx.example\n";
  private final CountDownLatch end = new CountDownLatch(1);
  private final TlsLaboratory lab = new TlsLaboratory();

  @AfterEach
  void stop() {
    end.countDown();
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx.example", "*.example"})
  void shouldDeliverToAServerOfThePolicyWithACertificateForItsName(String pattern) {
    lab.policy("enforce", "backup.example", pattern);
    lab.server.shows(Certificates.server("mx"));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(lab.server.mails().get(0).encrypted()).isTrue();
    assertThat(reply.host().tlsPolicy()).isEqualTo("mta-sts");
    assertThat(reply.host().tlsVerifiedBy()).contains("mx.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "expired"})
  void shouldKeepMailFromAServerWithAnotherCertificate(String shown) {
    lab.policy("enforce", "mx.example");
    lab.server.shows(Certificates.server(shown));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString()).startsWith("454 4.7.5 TLS failed");
    assertThat(lab.server.commands()).noneMatch(c -> c.startsWith("MAIL"));
  }

  @Test
  void shouldKeepMailFromAServerThatSignedItsCertificateItself() {
    lab.policy("enforce", "mx.example");

    assertThat(lab.mail().reply().toString()).startsWith("454 4.7.5 TLS failed");
    assertThat(lab.server.mails()).isEmpty();
  }

  @Test
  void shouldKeepMailFromAServerThatOffersNoTls() {
    lab.policy("enforce", "mx.example");
    lab.server.offers("PIPELINING");

    assertThat(lab.mail().reply().toString()).startsWith("454 4.7.10");
    assertThat(lab.server.mails()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mx.example.net", "*.mx.example", "*.a.example"})
  void shouldNotEvenConnectToAServerThatThePolicyDoesNotName(String pattern) {
    lab.policy("enforce", pattern);
    lab.server.shows(Certificates.server("mx"));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().toString()).startsWith("451 4.7.5");
    assertThat(reply.host().tlsPolicy()).isEqualTo("mta-sts");
    assertThat(lab.server.connections()).isZero();
  }

  @Test
  void shouldGoOnToTheServerThatThePolicyNames() {
    lab.policy("enforce", "mx.example");
    lab.server.shows(Certificates.server("mx"));
    lab.dns.mx("example.org", 5, "forged.example").address("forged.example", "127.0.0.1");

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().host()).isEqualTo("mx.example");
    assertThat(lab.server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"testing", "none"})
  void shouldNeverEnforceAPolicyThatDoesNotSayEnforce(String mode) {
    lab.policy(mode, "elsewhere.example");

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsPolicy()).isEqualTo("may");
    assertThat(lab.fetches).hasValue(1);
  }

  @Test
  void shouldAskNoPolicyServerWhereNothingIsAnnounced() {
    lab.policy("enforce", "elsewhere.example");
    lab.dns.remove("_mta-sts.example.org");

    assertThat(lab.mail().reply().code()).isEqualTo(250);
    assertThat(lab.fetches).hasValue(0);
  }

  @Test
  void shouldLookForNoPolicyWhenTheOperatorWantsNone() {
    lab.policy("enforce", "elsewhere.example").set("tls-policy.default", "may");

    assertThat(lab.mail().reply().code()).isEqualTo(250);
    assertThat(lab.dns.questions()).noneMatch(q -> q.startsWith("_mta-sts"));
  }

  @Test
  void shouldNotBelieveAPolicyServerThatNobodyKnows() {
    lab.policy("enforce", "elsewhere.example").set("mta-sts.trust-anchors", "");

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo("may");
    assertThat(lab.fetches).hasValue(0);
  }

  @Test
  void shouldNotBelieveAPolicyServerUnderAnotherName() {
    lab.page(r -> TlsLaboratory.say(r, 200, "text/plain", ENFORCE), "stranger");

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo("may");
    assertThat(lab.fetches).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "404, text/plain",
    "500, text/plain",
    "204, text/plain",
    "200, text/html",
    "200, text/plainer"
  })
  void shouldTakeAPolicyOnlyAsTheStandardSays(int status, String type) {
    lab.page(r -> TlsLaboratory.say(r, status, type, ENFORCE.replace("mx.", "elsewhere.")));

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo("may");
    assertThat(lab.fetches).hasValue(1);
  }

  @Test
  void shouldFollowNoRedirection() {
    lab.page(
        r -> {
          r.getResponseHeaders().set("Location", "/.well-known/mta-sts.txt");
          TlsLaboratory.say(r, 302, "text/plain", ENFORCE);
        });

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo("may");
    assertThat(lab.fetches).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"60000, mta-sts", "70000, may"})
  void shouldTakeNoMoreThan64Kilobytes(int octets, String policy) {
    lab.server.shows(Certificates.server("mx"));
    String padded = ENFORCE + "padding: " + "x".repeat(octets - ENFORCE.length() - 9);
    lab.page(r -> TlsLaboratory.say(r, 200, "text/plain", padded));

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({"60000, mta-sts", "70000, may"})
  void shouldReadChunksUpToTheSameBound(int octets, String policy) {
    lab.server.shows(Certificates.server("mx"));
    String padded = ENFORCE + "padding: " + "x".repeat(octets - ENFORCE.length() - 9);
    lab.page(
        r -> {
          r.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
          r.sendResponseHeaders(200, 0);
          r.getResponseBody().write(padded.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          r.close();
        });

    assertThat(lab.mail().host().tlsPolicy()).isEqualTo(policy);
  }

  @Test
  void shouldNotLetAMailWaitForASlowPolicyServer() {
    lab.page(
            r -> {
              awaitEnd();
              TlsLaboratory.say(r, 200, "text/plain", ENFORCE);
            })
        .set("mta-sts.wait", "100ms");

    RecipientReply reply = lab.mail();

    // Still waiting: only the end of the test lets the server answer.
    assertThat(end.getCount()).isEqualTo(1);
    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsPolicy()).isEqualTo("may");
  }

  @Test
  void shouldHoldOnToAPolicyWhenRecordAndServerAreGone() {
    lab.policy("enforce", "mx.example");
    lab.server.shows(Certificates.server("mx"));
    lab.mail();
    lab.dns.remove("_mta-sts.example.org").remove("mta-sts.example.org");
    lab.server.offers("PIPELINING");
    lab.server.dropAll();

    RecipientReply reply = lab.mail();

    assertThat(reply.host().tlsPolicy()).isEqualTo("mta-sts");
    assertThat(reply.reply().toString()).startsWith("454 4.7.10");
    assertThat(lab.fetches).hasValue(1);
  }

  @Test
  void shouldAskForAPolicyOnlyOnce() {
    lab.policy("enforce", "mx.example");
    lab.server.shows(Certificates.server("mx"));

    lab.mail();
    lab.mail();

    assertThat(lab.fetches).hasValue(1);
  }

  @Test
  void shouldSendMailThatRequiresTlsToAServerOfThePolicy() {
    lab.policy("enforce", "mx.example");
    lab.dns.unsigned("example.org");
    lab.server.shows(Certificates.server("mx")).offers("STARTTLS", "REQUIRETLS");
    lab.options(DaneLaboratoryTest.requireTls());

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(250);
    assertThat(reply.host().tlsPolicy()).isEqualTo("mta-sts");
  }

  @Test
  void shouldNotTrustAPolicyInTestingWithMailThatRequiresTls() {
    lab.policy("testing", "mx.example");
    lab.dns.unsigned("example.org");
    lab.server.shows(Certificates.server("mx")).offers("STARTTLS", "REQUIRETLS");
    lab.options(DaneLaboratoryTest.requireTls());

    assertThat(lab.mail().reply().toString()).startsWith("550 5.7.30");
    assertThat(lab.server.connections()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "encrypt, stranger, 250, ",
    "verify, mx, 250, mx.example",
    "verify, stranger, 454, ",
    "secure, mx, 454, ",
    "secure, domain, 250, example.org"
  })
  void shouldDoAsTheOperatorDemands(String level, String shown, int code, String by) {
    lab.set("tls-policy.x.domains", "example.org").set("tls-policy.x.level", level);
    lab.server.shows(Certificates.server(shown));

    RecipientReply reply = lab.mail();

    assertThat(reply.reply().code()).isEqualTo(code);
    assertThat(reply.host().tlsPolicy()).isEqualTo(level);
    assertThat(reply.host().tlsVerifiedBy().orElse(null)).isEqualTo(by);
  }

  @Test
  void shouldStayInClearTextWhereTheOperatorWantsNoTls() {
    lab.set("tls-policy.x.domains", "example.org").set("tls-policy.x.level", "none");

    assertThat(lab.mail().reply().code()).isEqualTo(250);
    assertThat(lab.server.mails().get(0).encrypted()).isFalse();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
