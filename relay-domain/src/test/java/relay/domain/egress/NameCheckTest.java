package relay.domain.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.egress.EgressFixture.NOON;
import static relay.domain.egress.EgressFixture.address;
import static relay.domain.egress.EgressFixture.source;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.egress.NameFinding.State;
import relay.domain.routing.FakeDns;
import relay.domain.routing.LookupResult;

/** Names of addresses, as receivers look at them. */
class NameCheckTest {
  private static final InetAddress V4 = address("192.0.2.5");
  private static final InetAddress V6 = address("2001:db8::5");
  private final FakeDns dns = new FakeDns();
  private final Map<InetAddress, List<String>> names = new HashMap<>();
  private boolean silent;

  @Test
  void shouldBeContentWhenTheNameLeadsThereAndBack() {
    names.put(V4, List.of("Mail1.Example.Com."));
    names.put(V6, List.of("other.example", "mail1.example.com"));
    dns.address("mail1.example.com", "192.0.2.5").address("mail1.example.com", "2001:db8::5");

    for (InetAddress address : List.of(V4, V6)) {
      NameFinding found = of(address);
      assertThat(found.state()).isEqualTo(State.OK);
      assertThat(found.advice()).isEmpty();
      assertThat(found.names()).contains("mail1.example.com");
      assertThat(found.checkedAt()).isEqualTo(NOON);
    }
  }

  @Test
  void shouldSayWhatToWriteWhenThereIsNothing() {
    assertThat(of(V4).state()).isEqualTo(State.MISSING);
    assertThat(of(V4).advice())
        .containsExactly(
            "the owner of the address writes: 5.2.0.192.in-addr.arpa. PTR mail1.example.com.",
            "you write: mail1.example.com. A 192.0.2.5");
    assertThat(of(V6).advice().get(1)).startsWith("you write: mail1.example.com. AAAA 2001:db8:");
  }

  @Test
  void shouldSayThatAnotherNameIsWrongAndWhatItIs() {
    names.put(V4, List.of("dsl-5.provider.example"));
    dns.address("mail1.example.com", "192.0.2.5");

    NameFinding found = of(V4);

    assertThat(found.state()).isEqualTo(State.WRONG);
    assertThat(found.advice())
        .singleElement()
        .asString()
        .contains("(it is dsl-5.provider.example now); or that becomes the EHLO name");
  }

  @Test
  void shouldNotBelieveANameThatLeadsElsewhere() {
    names.put(V4, List.of("mail1.example.com"));
    dns.address("mail1.example.com", "192.0.2.99");

    assertThat(of(V4).state()).isEqualTo(State.WRONG);
    assertThat(of(V4).advice()).containsExactly("you write: mail1.example.com. A 192.0.2.5");
  }

  @Test
  void shouldSayNothingBadWhenTheDnsIsSilent() {
    silent = true;

    assertThat(of(V4).state()).isEqualTo(State.UNKNOWN);
    assertThat(of(V4).advice().get(0)).contains("5.2.0.192.in-addr.arpa: SERVFAIL");
  }

  @Test
  void shouldRememberTheFindingsOfARoundUntilNameOrAddressChange() {
    names.put(V4, List.of("mail1.example.com"));
    dns.address("mail1.example.com", "192.0.2.5");
    EgressSource named = source("one", "'ipv4':'192.0.2.5','ehlo_name':'mail1.example.com'");
    EgressSource plain = source("two", "'ipv4':'192.0.2.5'");
    var fixture = new EgressFixture().with(named, plain);
    EgressDesk desk = fixture.desk(new Random(1));
    var patrol = new NamePatrol(desk::book, check(), "node.example", InstantSource.fixed(NOON));
    assertThat(patrol.isBehind()).isTrue();
    assertThat(patrol.finding(named, V4)).isEmpty();

    patrol.round(() -> true);

    assertThat(patrol.isBehind()).isFalse();
    assertThat(patrol.finding(named, V4).orElseThrow().state()).isEqualTo(State.OK);
    assertThat(patrol.finding(plain, V4).orElseThrow().state()).isEqualTo(State.WRONG);
    assertThat(patrol.nameOf(plain)).isEqualTo("node.example");

    fixture.with(source("one", "'ipv4':'192.0.2.6','ehlo_name':'mail1.example.com'"));
    assertThat(patrol.isBehind()).isTrue();
  }

  @Test
  void shouldStopARoundWhenTheApplicationEnds() {
    var fixture = new EgressFixture().with(source("one", "'ipv4':'192.0.2.5'"));
    EgressDesk desk = fixture.desk(new Random(1));
    var patrol = new NamePatrol(desk::book, check(), "node.example", InstantSource.fixed(NOON));

    patrol.round(() -> false);

    assertThat(patrol.isBehind()).isTrue();
  }

  private NameFinding of(InetAddress address) {
    return check().of(address, "mail1.example.com", NOON);
  }

  private NameCheck check() {
    return new NameCheck(
        address -> {
          if (silent) {
            return new LookupResult.TemporaryFailure<>("SERVFAIL");
          }
          List<String> found = names.getOrDefault(address, List.of());
          return found.isEmpty()
              ? new LookupResult.NoSuchDomain<>()
              : new LookupResult.Found<>(found);
        },
        dns);
  }
}
