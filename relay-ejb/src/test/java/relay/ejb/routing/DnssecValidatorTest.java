package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;
import relay.domain.routing.LookupResult;

/** RFC 4035 5 and RFC 7672 2.1.1 from a trust anchor down, over real sockets. */
class DnssecValidatorTest extends DnssecLaboratory {
  @Test
  void shouldFindSecureWhatIsSignedFromTheAnchorDown() {
    assertThat(of("example.org", Type.MX)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(of("mx.example.org", Type.A)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(of("_25._tcp.mx.example.org", Type.TLSA)).isEqualTo(AnswerSecurity.SECURE);
  }

  @Test
  void shouldFindSecureThatThereIsNothing() {
    assertSecure("mx.example.org", Type.AAAA, DnsAnswer.NoRecord.class);
    assertSecure("_26._tcp.mx.example.org", Type.TLSA, DnsAnswer.NoName.class);
    // Between names that exist.
    assertSecure("_tcp.mx.example.org", Type.TLSA, DnsAnswer.NoRecord.class);
    assertSecure("gone.org", Type.MX, DnsAnswer.NoName.class);
  }

  @Test
  void shouldFindSecureThatThereIsNothingByHashes() {
    signed.hashes(3);
    org.hashes(0);

    shouldFindSecureThatThereIsNothing();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldFindInsecureWhatIsProvenToHaveNoKey(boolean hashed) {
    if (hashed) {
      org.hashes(0);
    }

    assertThat(of("plain.org", Type.MX))
        .satisfies(
            s -> {
              assertThat(s.status()).isEqualTo(Status.INSECURE);
              assertThat(s.why())
                  .isEqualTo("its zone is not signed: the zone above has no DS record");
            });
    assertThat(of("mx.plain.org", Type.AAAA).status()).isEqualTo(Status.INSECURE);
    assertThat(of("none.plain.org", Type.TLSA).status()).isEqualTo(Status.INSECURE);
  }

  @Test
  void shouldFindInsecureWhatTheZoneAboveLeftOutOfItsProofs() {
    org.optsOut();

    assertThat(of("plain.org", Type.MX).status()).isEqualTo(Status.INSECURE);
    assertThat(of("gone.org", Type.MX).status()).isEqualTo(Status.INSECURE);
    assertThat(of("example.org", Type.MX)).isEqualTo(AnswerSecurity.SECURE);
  }

  @Test
  void shouldFindInsecureADenialOfAnUnsignedZoneThatSaysNothingElse() {
    dns.changes("mx.plain.org. AAAA", a -> a.removeAllRecords(Section.AUTHORITY));

    assertThat(of("mx.plain.org", Type.AAAA).status()).isEqualTo(Status.INSECURE);
  }

  @Test
  void shouldFindInsecureAZoneWhoseAlgorithmNobodyKnows() {
    var strange = new DSRecord(SignedZone.name("strange.org"), 1, 300, 1, 250, 2, new byte[32]);
    dns.add(zone(SignedZone.unsigned("strange.org")));
    org.add("strange.org", Type.NS, "ns.").put(strange);

    assertThat(of("strange.org", Type.MX).status()).isEqualTo(Status.INSECURE);
    assertThat(of("strange.org", Type.MX).why()).contains("no algorithm that is known");
  }

  @Test
  void shouldFindBogusWhatWasChanged() {
    dns.changes("example.org. MX", a -> SignedDns.spoil(a, Section.ANSWER));

    assertBogus("example.org", Type.MX, "");
  }

  @Test
  void shouldFindBogusWhatHasLostItsSignatures() {
    dns.changes("example.org. MX", a -> SignedDns.strip(a, Section.ANSWER));

    assertBogus("example.org", Type.MX, "signature is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_25._tcp.mx.example.org.", "_26._tcp.mx.example.org."})
  void shouldFindBogusADenialWithoutProof(String name) {
    dns.changes(
        name + " TLSA",
        a -> {
          a.removeAllRecords(Section.ANSWER);
          a.removeAllRecords(Section.AUTHORITY);
        });

    assertBogus(name, Type.TLSA, "");
  }

  @Test
  void shouldFindBogusADenialWithTheProofOfAnotherName() {
    dns.changes(
        "_25._tcp.mx.example.org. TLSA",
        a -> {
          a.removeAllRecords(Section.ANSWER);
          new ZoneDenial(signed)
              .of(SignedZone.name("mx.example.org"))
              .forEach(r -> a.addRecord(r, Section.AUTHORITY));
        });

    assertBogus("_25._tcp.mx.example.org", Type.TLSA, "");
  }

  @Test
  void shouldFindBogusWhatExpired() {
    Instant now = Instant.now();
    signed.validFrom(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));

    assertBogus("example.org", Type.MX, "expired");
  }

  @Test
  void shouldJudgeSignaturesByTheClockThatItIsGiven() {
    Instant now = Instant.now();
    assertThat(of("example.org", Type.MX)).isEqualTo(AnswerSecurity.SECURE);

    clock = InstantSource.fixed(now.minus(Duration.ofDays(30)));
    assertBogus("example.org", Type.MX, "not valid yet");
    clock = InstantSource.fixed(now.plus(Duration.ofDays(30)));
    assertBogus("example.org", Type.MX, "expired");
  }

  @Test
  void shouldFindBogusEverythingUnderAWrongAnchor(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("anchors.zone");
    Files.writeString(file, SignedZone.signed(".").anchor() + "\n");
    settings.put("dns.trust-anchors", file.toString());

    assertBogus("example.org", Type.MX, "dns.trust-anchors");
    assertBogus("plain.org", Type.MX, "");
  }

  @Test
  void shouldTrustTheShippedAnchorsOfTheRootZoneAndNoOthers() {
    settings.remove("dns.trust-anchors");

    assertBogus("example.org", Type.MX, "");
  }

  @Test
  void shouldFindBogusAZoneWhoseKeyIsNotThatOfItsParent() {
    dns.add(zone(SignedZone.signed("swapped.org")));
    org.delegates(SignedZone.signed("swapped.org"));

    assertBogus("swapped.org", Type.MX, "");
  }

  @Test
  void shouldSayThatTheResolverHandsNoSignaturesOn() {
    dns.strips();

    assertBogus("example.org", Type.MX, "the resolver hands on no signatures");
    assertBogus("plain.org", Type.MX, "the resolver hands on no signatures");
  }

  @Test
  void shouldFollowAnAliasAndBeAsSureAsItsLeastSureStep() {
    signed.add("in.example.org", Type.CNAME, "mx.example.org.");
    signed.add("out.example.org", Type.CNAME, "mx.plain.org.");
    plain.add("in.plain.org", Type.CNAME, "mx.example.org.");

    assertThat(of("in.example.org", Type.A)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(of("out.example.org", Type.A).status()).isEqualTo(Status.INSECURE);
    assertThat(of("in.plain.org", Type.A).status()).isEqualTo(Status.INSECURE);
    assertThat(of("out.example.org", Type.CNAME)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(of("in.example.org", Type.AAAA)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(of("out.example.org", Type.AAAA).status()).isEqualTo(Status.INSECURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void shouldBelieveAWildcardWhereNothingElseStands(int hashing) {
    signed.hashes(hashing).add("*.wild.example.org", Type.A, "192.0.2.9");

    assertThat(of("any.wild.example.org", Type.A)).isEqualTo(AnswerSecurity.SECURE);
    assertThat(of("any.wild.example.org", Type.AAAA)).isEqualTo(AnswerSecurity.SECURE);
  }

  @Test
  void shouldFindBogusAWildcardThatHidesAName() {
    signed.add("*.example.org", Type.A, "192.0.2.9");
    dns.changes(
        "mx.example.org. A",
        a -> {
          a.removeAllRecords(Section.ANSWER);
          SignedDns.expand(
                  signed.signed(signed.find(SignedZone.name("*.example.org"), Type.A).get()),
                  SignedZone.name("mx.example.org"))
              .forEach(r -> a.addRecord(r, Section.ANSWER));
        });

    assertBogus("mx.example.org", Type.A, "");
  }

  @Test
  void shouldAskForKeysOnce() {
    DnsDomainLookup lookup = lookup();

    lookup.judged("example.org", Type.MX);
    lookup.judged("mx.example.org", Type.A);
    lookup.judged("mx.example.org", Type.A);

    assertThat(dns.questions()).filteredOn(q -> q.endsWith("DNSKEY")).hasSize(3);
    assertThat(dns.questions()).filteredOn("mx.example.org. A"::equals).hasSize(1);
  }

  @Test
  void shouldValidateOnlyWhatTheMailPathAsks() {
    dns.changes("example.org. MX", a -> SignedDns.spoil(a, Section.ANSWER));
    var strangers = new DnsRecordLookup(lookup());

    assertThat(strangers.mailExchangers("example.org")).isInstanceOf(LookupResult.Found.class);
    assertThat(dns.questions()).containsExactly("example.org. MX");
  }
}
