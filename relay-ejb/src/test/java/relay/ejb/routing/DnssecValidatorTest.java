package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;
import relay.domain.routing.LookupResult;

/** RFC 4035 5 and RFC 7672 2.1.1 from a trust anchor down, over real sockets. */
class DnssecValidatorTest {
  private final SignedZone root = SignedZone.signed(".");
  private final SignedZone org = SignedZone.signed("org");
  private final SignedZone signed = zone(SignedZone.signed("example.org"));
  private final SignedZone plain = zone(SignedZone.unsigned("plain.org"));
  private final SignedDns dns = new SignedDns(root, org, signed, plain);
  private final Map<String, String> settings = new HashMap<>();
  private InstantSource clock = InstantSource.system();

  DnssecValidatorTest() {
    root.delegates(org);
    org.delegates(signed).cut(plain);
    settings.put("dns.servers", dns.server());
    settings.put("dns.dnssec", "validate");
    settings.put("dns.trust-anchors", dns.anchors().toString());
    settings.put("dns.answer-timeout", "20s");
    settings.put("dns.lookup-timeout", "60s");
  }

  private static SignedZone zone(SignedZone zone) {
    String name = zone.origin.toString();
    return zone.add(name, Type.MX, "10 mx." + name)
        .add("mx." + name, Type.A, "192.0.2.1")
        .add("_25._tcp.mx." + name, Type.TLSA, "3 1 1 " + "ab".repeat(32));
  }

  @AfterEach
  void stop() {
    dns.close();
  }

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
  void shouldFindBogusEverythingUnderAWrongAnchor() throws IOException {
    Path file = Files.createTempFile("anchors", ".zone");
    Files.writeString(file, SignedZone.signed(".").anchor() + "\n");
    settings.put("dns.trust-anchors", file.toString());

    assertBogus("example.org", Type.MX, "dns.trust-anchors");
    assertBogus("plain.org", Type.MX, "");
    Files.delete(file);
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

  private void assertSecure(String name, int type, Class<? extends DnsAnswer> kind) {
    DnsAnswer answer = lookup().judged(name, type).orElseThrow();
    assertThat(answer).isInstanceOf(kind);
    assertThat(answer.security()).isEqualTo(AnswerSecurity.SECURE);
  }

  private void assertBogus(String name, int type, String why) {
    DnsAnswer answer = lookup().judged(name, type).orElseThrow();
    assertThat(answer).isInstanceOf(DnsAnswer.Failure.class);
    assertThat(answer.security().status()).isEqualTo(Status.BOGUS);
    assertThat(answer.security().why()).contains(why);
  }

  private AnswerSecurity of(String name, int type) {
    return lookup().judged(name, type).orElseThrow().security();
  }

  private DnsDomainLookup lookup() {
    return new DnsDomainLookup(RelayConfiguration.of(settings, Map.of()).dns(), clock);
  }
}
