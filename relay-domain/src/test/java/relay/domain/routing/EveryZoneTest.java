package relay.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.Chance.oneOf;
import static relay.domain.routing.Hosts.address;
import static relay.domain.routing.Hosts.addresses;
import static relay.domain.routing.Hosts.reply;
import static relay.domain.routing.Hosts.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.DomainName;

/** RFC 5321 5.1 for zones by chance, held against a slow and simple reading of its rules. */
class EveryZoneTest {
  private static final String DOMAIN = "example.com";
  private static final String OUR_NAME = "relay.example.net";
  private static final String OUR_ADDRESS = "198.51.100.1";
  private static final String LOOPBACK = "127.0.0.9";
  private static final Ourselves US =
      new Ourselves(
          Set.of(DomainName.of(OUR_NAME)), Set.of(address(OUR_ADDRESS)), Set.of(), Set.of(2525));

  /** One exchanger as the zone has it; the addresses stand beside it. */
  private record Entry(int preference, String host, List<String> addresses, boolean silent) {
    boolean isUs() {
      return host.equals(OUR_NAME) || !silent && addresses.contains(OUR_ADDRESS);
    }
  }

  @Test
  void shouldTryExactlyTheHostsThatTheRulesAllowBestFirst() {
    Chance.rounds(
        1000,
        random -> {
          List<Entry> zone = zone(random);

          HostPlan plan = search(zone, random);

          List<Entry> allowed = allowed(zone);
          Map<String, Integer> preferences = new HashMap<>();
          for (Entry entry : allowed) {
            entry.addresses().stream()
                .filter(a -> !entry.silent() && !a.equals(LOOPBACK))
                .forEach(a -> preferences.put(a, entry.preference()));
          }
          if (preferences.isEmpty()) {
            assertThat(plan).isInstanceOf(HostPlan.Unreachable.class);
            return;
          }
          List<String> found = addresses(plan);
          assertThat(found).containsExactlyInAnyOrderElementsOf(preferences.keySet());
          assertThat(found.stream().map(preferences::get).toList()).isSorted();
        });
  }

  @Test
  void shouldBounceOnlyWhenAskingAgainCannotHelp() {
    Chance.rounds(
        1000,
        random -> {
          List<Entry> zone = zone(random);

          HostPlan plan = search(zone, random);

          if (plan instanceof HostPlan.Unreachable) {
            boolean mayComeBack = allowed(zone).stream().anyMatch(Entry::silent);
            assertThat(reply(plan).isTemporary()).isEqualTo(mayComeBack);
            assertThat(reply(plan).local()).isTrue();
          }
        });
  }

  @Test
  void shouldNeverMailOurselvesNorThisMachine() {
    Chance.rounds(
        1000,
        random -> {
          HostPlan plan = search(zone(random), random);

          if (plan instanceof HostPlan.Hosts) {
            assertThat(addresses(plan)).doesNotContain(OUR_ADDRESS, LOOPBACK);
          }
        });
  }

  /** All exchangers better than the best that is us (RFC 5321 5.1). */
  private static List<Entry> allowed(List<Entry> zone) {
    int ours =
        zone.stream()
            .filter(Entry::isUs)
            .mapToInt(Entry::preference)
            .min()
            .orElse(Integer.MAX_VALUE);
    return zone.stream().filter(e -> e.preference() < ours).toList();
  }

  private static HostPlan search(List<Entry> zone, Random random) {
    FakeDns dns = new FakeDns();
    for (Entry entry : zone) {
      dns.mx(DOMAIN, entry.preference(), entry.host());
      entry.addresses().forEach(a -> dns.address(entry.host(), a));
      if (entry.silent()) {
        dns.silent(entry.host());
      }
    }
    var settings = settings(Map.of("routing.addresses-max", "50"));
    return new HostSearch(dns, US, settings, random).hostsFor(new NextHop.MailExchangers(DOMAIN));
  }

  private static List<Entry> zone(Random random) {
    List<Entry> zone = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      List<String> addresses = new ArrayList<>();
      if (random.nextInt(4) > 0) {
        addresses.add("192.0.2." + (i + 1));
      }
      if (random.nextInt(8) == 0) {
        addresses.add(oneOf(random, OUR_ADDRESS, LOOPBACK));
      }
      boolean named = random.nextInt(10) == 0 && zone.stream().noneMatch(Entry::isUs);
      String host = named ? OUR_NAME : "mx" + i + ".example.com";
      zone.add(new Entry(oneOf(random, 0, 10, 20, 65535), host, addresses, random.nextInt(4) == 0));
    }
    return zone;
  }
}
