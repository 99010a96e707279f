package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;

/** Who would have the relay believe something, or be busy for long. */
class DnssecDeceptionTest extends DnssecLaboratory {
  @Test
  void shouldNotBeToldThatAZoneIsUnsignedByASignerElsewhere() {
    dns.changes(
        "example.org. MX",
        a -> {
          SignedDns.strip(a, Section.ANSWER);
          // A signer of which it is proven that it has no key.
          a.addRecord(
              new RRSIGRecord(
                  SignedZone.name("example.org"),
                  1,
                  300,
                  Type.MX,
                  13,
                  300,
                  Instant.now().plusSeconds(3600),
                  Instant.now().minusSeconds(3600),
                  1,
                  SignedZone.name("plain.org"),
                  new byte[64]),
              Section.ANSWER);
        });

    assertBogus("example.org", Type.MX, "");
  }

  @Test
  void shouldNotBeToldThatAZoneIsUnsignedByADenialElsewhere() {
    dns.changes(
        "_25._tcp.mx.example.org. TLSA",
        a -> {
          a.removeAllRecords(Section.ANSWER);
          a.addRecord(
              plain.find(SignedZone.name("plain.org"), Type.SOA).get().first(), Section.AUTHORITY);
        });

    assertBogus("_25._tcp.mx.example.org", Type.TLSA, "");
  }

  @Test
  void shouldNotTakeGenuineRecordsOfAnotherNameForAnAnswer() {
    signed.add("other.example.org", Type.TLSA, "3 1 1 " + "cd".repeat(32));
    dns.changes(
        "_25._tcp.mx.example.org. TLSA",
        a -> {
          a.removeAllRecords(Section.ANSWER);
          signed
              .signed(signed.find(SignedZone.name("other.example.org"), Type.TLSA).get())
              .forEach(r -> a.addRecord(r, Section.ANSWER));
        });

    assertThat(of("_25._tcp.mx.example.org", Type.TLSA).status())
        .isIn(Status.BOGUS, Status.UNKNOWN);
  }

  @Test
  void shouldNotTakeAFailureOnTheWayForAnUnsignedZone() {
    dns.fails("example.org. DS");
    dns.changes("mx.example.org. A", a -> SignedDns.strip(a, Section.ANSWER));
    dns.changes("mx.example.org. AAAA", a -> SignedDns.strip(a, Section.AUTHORITY));

    for (int type : new int[] {Type.A, Type.AAAA}) {
      AnswerSecurity answer = of("mx.example.org", type);
      assertThat(answer.status()).isEqualTo(Status.UNKNOWN);
      assertThat(answer.why()).startsWith("SERVFAIL from").endsWith("DS of example.org.");
    }
  }

  @Test
  void shouldFindInsecureADenialThatHashesTooOften() {
    signed.hashes(51);

    assertThat(of("mx.example.org", Type.AAAA).status()).isEqualTo(Status.INSECURE);
    assertThat(of("_26._tcp.mx.example.org", Type.TLSA).status()).isEqualTo(Status.INSECURE);
    assertThat(of("mx.example.org", Type.A)).isEqualTo(AnswerSecurity.SECURE);
  }

  @Test
  void shouldAskNoMoreThanAllowed() {
    settings.put("dns.validation-questions-max", "4");

    AnswerSecurity answer = of("example.org", Type.MX);

    assertThat(answer.status()).isEqualTo(Status.UNKNOWN);
    assertThat(answer.why()).contains("more than 4 questions");
    assertThat(dns.questions()).hasSize(4);
  }

  @Test
  void shouldGiveUpAnEndlessDelegation() {
    settings.put("dns.validation-questions-max", "20");
    String deep = "a.".repeat(100) + "example.org";
    signed.add(deep, Type.A, "192.0.2.1");
    dns.changes(deep + ". A", a -> SignedDns.strip(a, Section.ANSWER));

    assertThat(of(deep, Type.A).status()).isEqualTo(Status.UNKNOWN);
    assertThat(dns.questions()).hasSize(20);
  }

  @Test
  void shouldNotWaitForAResolverThatIsSilentOnTheWay() {
    settings.put("dns.lookup-timeout", "300ms");
    dns.changes(
        "org. DNSKEY",
        a -> {
          throw new IllegalStateException("no answer");
        });

    assertThat(of("example.org", Type.MX).status()).isEqualTo(Status.UNKNOWN);
  }

  /** CVE-2023-50387: many keys of one tag, many signatures that none of them made. */
  @Test
  void shouldSoonBeDoneWithManyKeysAndSignatures() {
    dns.changes(
        "example.org. DNSKEY",
        a -> {
          for (int i = 0; i < 200; i++) {
            byte[] data = signed.key.rdataToWireCanonical();
            data[data.length - 1 - i % 60] ^= (byte) (1 + i / 60);
            a.addRecord(Record.newRecord(signed.origin, Type.DNSKEY, 1, 300, data), Section.ANSWER);
          }
        });
    dns.changes(
        "example.org. MX",
        a -> {
          Record signature =
              a.getSection(Section.ANSWER).stream()
                  .filter(RRSIGRecord.class::isInstance)
                  .findFirst()
                  .orElseThrow();
          SignedDns.spoil(a, Section.ANSWER);
          for (int i = 1; i < 300; i++) {
            byte[] data = signature.rdataToWireCanonical();
            data[data.length - 2 - i % 60] ^= (byte) (1 + i / 60);
            a.addRecord(Record.newRecord(signed.origin, Type.RRSIG, 1, 300, data), Section.ANSWER);
          }
        });
    settings.put("dns.lookup-timeout", "20s");

    long begin = System.nanoTime();
    AnswerSecurity answer = of("example.org", Type.MX);

    assertThat(answer.status()).isIn(Status.BOGUS, Status.UNKNOWN);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
  }
}
