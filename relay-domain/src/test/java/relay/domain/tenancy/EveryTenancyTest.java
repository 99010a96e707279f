package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.pending;
import static relay.domain.tenancy.Tenancies.range;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.control.ChangeBook;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.Lane;

/** The index of the mail path against the plain answer, over any objects that there may be. */
class EveryTenancyTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);

  @Test
  void shouldFindTheNearestVerifiedDomainAsASearchThroughAllWould() {
    Chance.rounds(
        300,
        random -> {
          Map<String, SendingDomain> all = new LinkedHashMap<>();
          for (int i = random.nextInt(8); i >= 0; i--) {
            String name = name(random);
            String tenant = Chance.oneOf(random, "acme", "shop");
            all.put(name, random.nextInt(4) == 0 ? pending(tenant, name) : domain(tenant, name));
          }
          Tenancy tenancy = Tenancies.with(all.values().toArray(ControlObject[]::new));
          String asked = Chance.oneOf(random, "", "x.", "x.y.") + name(random);

          Optional<String> expected =
              all.values().stream()
                  .filter(SendingDomain::isVerified)
                  .map(d -> d.name().ascii())
                  .filter(n -> ("." + asked).endsWith("." + n))
                  .max(Comparator.comparing(String::length));
          assertThat(tenancy.verifiedDomain(DomainName.of(asked)).map(d -> d.name().ascii()))
              .as(asked)
              .isEqualTo(expected);
        });
  }

  @Test
  void shouldFindTheSmallestRangeAsASearchThroughAllWould() {
    Chance.rounds(
        300,
        random -> {
          List<ControlObject> ranges = new ArrayList<>();
          for (int i = random.nextInt(8); i >= 0; i--) {
            ranges.add(range("acme", "n-" + i, block(random), "bulk"));
          }
          Tenancy tenancy = Tenancies.with(ranges.toArray(ControlObject[]::new));
          InetAddress client = client(random);

          int longest =
              ranges.stream()
                  .map(r -> ((ClientRange) r).range())
                  .filter(r -> r.contains(client))
                  .mapToInt(r -> r.bits())
                  .max()
                  .orElse(-1);
          Optional<ClientRange> found = tenancy.rangeOf(client);
          assertThat(found.map(r -> r.range().bits()).orElse(-1)).isEqualTo(longest);
          assertThat(found.filter(r -> !r.range().contains(client))).isEmpty();
        });
  }

  /** Whatever operators do, no reference leads nowhere and nothing unique is there twice. */
  @Test
  void shouldHoldTogetherAfterAnyChangesThatWereAllowed() {
    Chance.rounds(
        150,
        random -> {
          ControlState state = ControlState.EMPTY;
          for (int i = 0; i < 60; i++) {
            ChangeBook book = new ChangeBook(KINDS, state);
            if (book.decide(List.of(change(random, state))).done().isPresent()) {
              state = book.state();
            }
          }
          check(state);
        });
  }

  private static void check(ControlState state) {
    Tenancy tenancy = new Tenancy(state);
    for (ControlObject object : state.all()) {
      assertThat(tenancy.tenant(object.key().tenant())).as(object.toString()).isPresent();
    }
    for (Credential credential : state.all(TenancyKinds.CREDENTIAL)) {
      for (String stream : credential.scope().streams()) {
        assertThat(tenancy.stream(credential.tenant(), stream)).isPresent();
      }
      assertThat(tenancy.credential(credential.id())).contains(credential);
      assertThat(tenancy.byTokenHash(credential.proof().tokenHash().orElseThrow()))
          .contains(credential);
    }
    for (ClientRange range : state.all(TenancyKinds.CLIENT_RANGE)) {
      assertThat(tenancy.stream(range.tenant(), range.stream())).isPresent();
    }
    assertThat(state.all(TenancyKinds.CLIENT_RANGE))
        .extracting(ClientRange::range)
        .doesNotHaveDuplicates();
    assertThat(state.all(TenancyKinds.DOMAIN).stream().filter(SendingDomain::isVerified).toList())
        .extracting(SendingDomain::name)
        .doesNotHaveDuplicates();
    assertThat(state.all(TenancyKinds.INBOUND_DOMAIN))
        .extracting(InboundDomain::name)
        .doesNotHaveDuplicates();
    for (Stream stream : state.all(TenancyKinds.STREAM)) {
      assertThat(Streams.laneNamed(stream.name()).filter(l -> l != stream.lane())).isEmpty();
    }
  }

  private static ControlChange change(Random random, ControlState state) {
    List<ControlObject> there = state.all();
    if (!there.isEmpty() && random.nextInt(4) == 0) {
      ControlObject one = there.get(random.nextInt(there.size()));
      return new ControlChange.Delete(one.key(), random.nextBoolean() ? 0 : one.version());
    }
    ControlObject wished = object(random);
    Optional<ControlObject> before = state.find(wished.key());
    return before.isPresent()
        ? new ControlChange.Replace(wished.withVersion(before.get().version()))
        : new ControlChange.Create(wished);
  }

  private static ControlObject object(Random random) {
    String tenant = Chance.oneOf(random, "acme", "shop", "default", "nobody");
    String stream = Chance.oneOf(random, "news", "codes", "bulk", "otp");
    int n = random.nextInt(4);
    return switch (random.nextInt(7)) {
      case 0, 1 -> Tenant.of(tenant.equals("nobody") ? "acme" : tenant);
      case 2 -> Stream.named(tenant, stream, Chance.oneOf(random, Lane.values()));
      case 3 -> domain(tenant, "d" + n + ".example");
      case 4 ->
          Credential.sender(
                  tenant,
                  "c-" + n,
                  CredentialKind.API_TOKEN,
                  Proof.token("hash " + random.nextInt(4)),
                  Tenancies.NEW_YEAR)
              .withScope(
                  Tenancies.scope(
                      java.util.Set.of(stream), java.util.Set.of(), java.util.Set.of()));
      case 5 -> range(tenant, "n-" + n, block(random), stream);
      default -> new InboundDomain(tenant, DomainName.of("d" + n + ".example"), 0);
    };
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      name.append(Chance.oneOf(random, "a.", "b.", "ab."));
    }
    return name.append(Chance.oneOf(random, "acme.example", "shop.example", "example.org"))
        .toString();
  }

  private static String block(Random random) {
    return Chance.oneOf(
        random,
        "10.0.0.0/8",
        "10.1.0.0/16",
        "10.1.2.0/24",
        "10.1.2.3/32",
        "10.1.2.3",
        "::ffff:10.1.2.0/120",
        "2001:db8::/32",
        "2001:db8:1::/48",
        "2001:db8:1::7/128");
  }

  private static InetAddress client(Random random) {
    return IpLiteral.parse(
            Chance.oneOf(
                random,
                "10.1.2.3",
                "10.1.2.4",
                "10.1.9.9",
                "10.9.9.9",
                "192.0.2.1",
                "::ffff:10.1.2.3",
                "2001:db8:1::7",
                "2001:db8:1::8",
                "2001:db8:2::8",
                "::1"))
        .orElseThrow();
  }
}
