package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.routing.Hosts.address;
import static relay.domain.routing.Hosts.addresses;
import static relay.domain.routing.Hosts.reply;
import static relay.domain.routing.Hosts.settings;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.DomainName;
import relay.domain.routing.Smarthost.TlsMode;

class HostSearchTest {
  private static final Ourselves US =
      new Ourselves(
          Set.of(DomainName.of("relay.example.net")),
          Set.of(address("198.51.100.1")),
          Set.of(address("10.0.0.1")),
          Set.of(25));
  private final FakeDns dns = new FakeDns();

  @Test
  void shouldTryTheBestPreferenceFirst() {
    dns.mx("example.com", 20, "backup.example.com").mx("example.com", 10, "mx.example.com");
    dns.address("backup.example.com", "192.0.2.2").address("mx.example.com", "192.0.2.1");

    assertThat(addressesFor("example.com")).containsExactly("192.0.2.1", "192.0.2.2");
  }

  @Test
  void shouldMixHostsOfEqualPreferenceButNeverPreferences() {
    for (int i = 1; i <= 4; i++) {
      dns.mx("example.com", 10, "mx" + i + ".example.com");
      dns.address("mx" + i + ".example.com", "192.0.2." + i);
    }
    dns.mx("example.com", 20, "backup.example.com").address("backup.example.com", "192.0.2.99");

    var search = search(Map.of(), new Random(1));
    Set<String> firsts = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      var order = addresses(search.hostsFor(new NextHop.MailExchangers("example.com")));
      assertThat(order).hasSize(5).endsWith("192.0.2.99");
      firsts.add(order.get(0));
    }

    assertThat(firsts)
        .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4");
  }

  @Test
  void shouldFallBackToTheDomainsAddressOnlyWithoutAnyMx() {
    dns.address("plain.example", "192.0.2.7");
    dns.mx("example.com", 10, "gone.example.com").address("example.com", "192.0.2.8");

    assertThat(addressesFor("plain.example")).containsExactly("192.0.2.7");
    assertThat(replyFor("example.com")).startsWith("550 5.4.4");
  }

  @Test
  void shouldRefuseANullMxForGood() {
    dns.mx("never.example", 0, ".").address("never.example", "192.0.2.7");

    assertThat(replyFor("never.example")).startsWith("556 5.1.10");
  }

  @Test
  void shouldIgnoreANullMxBesideOthers() {
    dns.mx("odd.example", 0, ".").mx("odd.example", 10, "mx.odd.example");
    dns.address("mx.odd.example", "192.0.2.7");

    assertThat(addressesFor("odd.example")).containsExactly("192.0.2.7");
  }

  @Test
  void shouldRefuseADomainThatDoesNotExist() {
    assertThat(replyFor("nowhere.example")).startsWith("550 5.1.2");
  }

  @Test
  void shouldRefuseADomainWithNeitherExchangerNorAddress() {
    dns.mx("other.example", 10, "x.example");
    dns.address("text-only.example", "192.0.2.1");

    assertThat(
            reply(
                    search(Map.of("routing.ip-family", "ipv6-only"), new Random(1))
                        .hostsFor(new NextHop.MailExchangers("text-only.example")))
                .toString())
        .startsWith("550 5.1.2");
  }

  @Test
  void shouldDeferWhenTheDnsIsSilentAboutExchangers() {
    dns.address("example.com", "192.0.2.8").silent("example.com");

    assertThat(replyFor("example.com")).startsWith("451 4.4.3").contains("no answer");
  }

  @Test
  void shouldDeferWhenNoExchangerResolvesAndOneMayLater() {
    dns.mx("example.com", 10, "a.example.com").mx("example.com", 20, "gone.example.com");
    dns.address("a.example.com", "192.0.2.1").silent("a.example.com");

    assertThat(replyFor("example.com")).startsWith("451 4.4.3");
  }

  @Test
  void shouldUseTheHostsThatResolveWhenOthersDoNot() {
    dns.mx("example.com", 10, "a.example.com").mx("example.com", 20, "b.example.com");
    dns.silent("a.example.com").address("b.example.com", "192.0.2.2");

    assertThat(addressesFor("example.com")).containsExactly("192.0.2.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1", "10.0.0.1", "127.0.0.1"})
  void shouldDropOurselvesAndAllThatIsNotBetter(String ourAddress) {
    dns.mx("example.com", 10, "best.example.com").address("best.example.com", "192.0.2.1");
    dns.mx("example.com", 20, "equal.example.com").address("equal.example.com", "192.0.2.2");
    dns.mx("example.com", 20, "us.example.com").address("us.example.com", ourAddress);
    dns.mx("example.com", 30, "worse.example.com").address("worse.example.com", "192.0.2.3");

    for (int seed = 0; seed < 10; seed++) {
      var plan =
          search(Map.of(), new Random(seed)).hostsFor(new NextHop.MailExchangers("example.com"));
      assertThat(addresses(plan)).containsExactly("192.0.2.1");
    }
  }

  @Test
  void shouldReportALoopWhenWeAreTheBestExchanger() {
    dns.mx("example.com", 10, "relay.example.net").mx("example.com", 20, "worse.example.com");
    dns.address("worse.example.com", "192.0.2.3");

    assertThat(replyFor("example.com")).startsWith("554 5.4.6");
  }

  @Test
  void shouldWaitForABetterExchangerRatherThanReportALoop() {
    dns.mx("example.com", 10, "best.example.com").silent("best.example.com");
    dns.mx("example.com", 20, "relay.example.net");

    assertThat(replyFor("example.com")).startsWith("451 4.4.3");
  }

  @Test
  void shouldTakeAnotherServerOfThisMachineForAnother() {
    dns.mx("example.com", 10, "mx.example.com").address("mx.example.com", "10.0.0.1");

    var plan =
        search(Map.of("routing.mx-port", "2525"), new Random(1))
            .hostsFor(new NextHop.MailExchangers("example.com"));

    assertThat(addresses(plan)).containsExactly("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.2",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "169.254.1.1",
        "::",
        "::1",
        "ff02::1",
        "fe80::1",
        "::127.0.0.1"
      })
  void shouldNotConnectToAddressesThatCannotTakeMail(String address) {
    dns.mx("example.com", 10, "mx.example.com").address("mx.example.com", address);
    var elsewhere = new Ourselves(Set.of(), Set.of(), Set.of(), Set.of());

    var plan =
        new HostSearch(dns, elsewhere, settings(Map.of()), new Random(1))
            .hostsFor(new NextHop.MailExchangers("example.com"));

    assertThat(reply(plan).toString()).startsWith("550 5.4.4");
  }

  @Test
  void shouldBoundAddressesAndLookups() {
    for (int i = 1; i <= 60; i++) {
      dns.mx("many.example", i, "mx" + i + ".many.example");
      dns.mx("empty.example", i, "gone" + i + ".many.example");
      dns.address("mx" + i + ".many.example", "192.0.2." + i);
    }

    assertThat(addressesFor("many.example")).hasSize(5);
    assertThat(dns.questions()).isEqualTo(1 + 5 * 2);
    assertThat(replyFor("empty.example")).startsWith("550");
    assertThat(dns.questions()).isLessThanOrEqualTo(11 + 1 + 20 * 2);
  }

  @ParameterizedTest
  @CsvSource({
    "ipv4-first, 192.0.2.1 2001:db8:0:0:0:0:0:1",
    "ipv6-first, 2001:db8:0:0:0:0:0:1 192.0.2.1",
    "ipv4-only, 192.0.2.1",
    "ipv6-only, 2001:db8:0:0:0:0:0:1"
  })
  void shouldObeyTheFamilySetting(String family, String expected) {
    dns.mx("example.com", 10, "mx.example.com");
    dns.address("mx.example.com", "2001:db8::1").address("mx.example.com", "192.0.2.1");

    var plan =
        search(Map.of("routing.ip-family", family), new Random(1))
            .hostsFor(new NextHop.MailExchangers("example.com"));

    assertThat(addresses(plan)).containsExactly(expected.split(" "));
  }

  @Test
  void shouldSkipExchangersThatAreNoHostNames() {
    dns.mx("example.com", 5, "mail server").mx("example.com", 10, "mx.example.com");
    dns.address("mx.example.com", "192.0.2.1");

    assertThat(addressesFor("example.com")).containsExactly("192.0.2.1");
  }

  @Test
  void shouldConnectToAddressLiteralsWithoutDns() {
    assertThat(addressesFor("[192.0.2.5]")).containsExactly("192.0.2.5");
    assertThat(addressesFor("[ipv6:2001:db8::5]")).containsExactly("2001:db8:0:0:0:0:0:5");
    assertThat(replyFor("[127.0.0.5]")).startsWith("554 5.4.6");
    assertThat(replyFor("[10.0.0.1]")).startsWith("554 5.4.6");
    assertThat(replyFor("[224.0.0.9]")).startsWith("550 5.4.4");
    assertThat(replyFor("[ipv6:zz]")).startsWith("550 5.1.2");
    assertThat(dns.questions()).isZero();
  }

  @Test
  void shouldTrySmarthostsInTheirOrderWithPortTlsAndLogin() {
    dns.address("one.example", "192.0.2.1").address("two.example", "192.0.2.2");
    var login = Optional.of(new Smarthost.Login("u", "p"));
    var route =
        new NextHop.Smarthosts(
            "provider",
            List.of(
                new Smarthost("one.example", 587, TlsMode.REQUIRED, login),
                new Smarthost("[192.0.2.9]", 465, TlsMode.IMPLICIT, login),
                new Smarthost("localhost", 2525, TlsMode.NONE, Optional.empty()),
                new Smarthost("two.example", 25, TlsMode.OPPORTUNISTIC, Optional.empty())));

    var hosts = ((HostPlan.Hosts) search(Map.of(), new Random(1)).hostsFor(route)).addresses();

    assertThat(hosts)
        .extracting(h -> h.address().getHostAddress() + " " + h.port() + " " + h.tls())
        .containsExactly(
            "192.0.2.1 587 REQUIRED",
            "192.0.2.9 465 IMPLICIT",
            "127.0.0.1 2525 NONE",
            "192.0.2.2 25 OPPORTUNISTIC");
    assertThat(hosts.get(0).login()).isEqualTo(login);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "192.0.2.7, 192.0.2.7",
    "[::1], 0:0:0:0:0:0:0:1",
    "localhost, 127.0.0.1"
  })
  void shouldTakeAnAddressAsTheHostOfAUrl(String host, String address) {
    List<InetAddress> found = search(Map.of(), new Random(1)).addressesOfChosen(host);

    assertThat(found).extracting(InetAddress::getHostAddress).containsExactly(address);
    assertThat(dns.questions()).isZero();
  }

  @Test
  void shouldDeferWhenASmarthostIsMisconfigured() {
    var gone = new Smarthost("gone.example", 25, TlsMode.NONE, Optional.empty());
    var us = new Smarthost("localhost", 25, TlsMode.NONE, Optional.empty());

    var plan =
        search(Map.of(), new Random(1)).hostsFor(new NextHop.Smarthosts("r", List.of(gone, us)));

    assertThat(reply(plan).toString()).startsWith("451 4.3.5");
    assertThat(reply(plan).local()).isTrue();
  }

  @Test
  void shouldCallTheNameOfAMailExchangerProvenOnlyWhenDnssecVouchesForIt() {
    dns.mx("signed.example", 10, "mx.signed.example").address("mx.signed.example", "192.0.2.1");
    dns.mx("plain.example", 10, "mx.plain.example").address("mx.plain.example", "192.0.2.2");
    dns.address("no-mx.example", "192.0.2.3").authentic("signed.example");

    assertThat(isNameProven("signed.example")).isTrue();
    assertThat(isNameProven("plain.example")).isFalse();
    assertThat(isNameProven("no-mx.example")).isTrue();
    assertThat(isNameProven("[192.0.2.4]")).isTrue();
  }

  @Test
  void shouldStopAskingAndTryLaterWhenTheAttemptIsOutOfTime() {
    for (int i = 1; i <= 9; i++) {
      dns.mx("example.com", i, "mx" + i + ".example.com").silent("mx" + i + ".example.com");
    }
    var looks = new AtomicInteger();

    var plan =
        search(Map.of(), new Random(1))
            .hostsFor(new NextHop.MailExchangers("example.com"), () -> looks.incrementAndGet() > 4);

    assertThat(dns.questions()).isLessThan(9);
    assertThat(reply(plan).toString()).startsWith("451 4.4.3");
  }

  private boolean isNameProven(String domain) {
    var plan = search(Map.of(), new Random(1)).hostsFor(new NextHop.MailExchangers(domain));
    return ((HostPlan.Hosts) plan).addresses().get(0).nameProven();
  }

  private List<String> addressesFor(String domain) {
    return addresses(search(Map.of(), new Random(1)).hostsFor(new NextHop.MailExchangers(domain)));
  }

  private String replyFor(String domain) {
    return reply(search(Map.of(), new Random(1)).hostsFor(new NextHop.MailExchangers(domain)))
        .toString();
  }

  private HostSearch search(Map<String, String> file, Random random) {
    return new HostSearch(dns, US, settings(file), random);
  }
}
