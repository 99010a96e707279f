package relay.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.routing.FakeDns;
import relay.domain.tenancy.Tenant;

/** Whether tenants' names for links lead here. */
class TrackingHostsTest {
  private static final DomainName OWN = DomainName.of("click.acme.example");
  private static final Tenant ACME = Tenant.of("acme").withTrackingDomain(OWN);
  private final FakeDns dns = new FakeDns();
  private Optional<URI> url = Optional.of(URI.create("https://mail.example.com/"));
  private List<Tenant> tenants = List.of(ACME, Tenant.of("other"));
  private final TrackingHosts hosts =
      new TrackingHosts(dns, () -> tenants, () -> url, () -> TestLinks.NOON);

  @Test
  void shouldTakeANameThatHasOurAddresses() {
    dns.address("mail.example.com", "192.0.2.1").address("mail.example.com", "2001:db8::1");
    dns.address("click.acme.example", "192.0.2.1");

    TrackingHosts.Sight sight = hosts.look(OWN);

    assertThat(sight).isEqualTo(new TrackingHosts.Sight(true, TestLinks.NOON, "192.0.2.1"));
    assertThat(hosts.base(Optional.of(ACME))).contains("https://click.acme.example/");
  }

  @Test
  void shouldTakeAnAliasOfOursWhateverItsAddressesAre() {
    dns.alias("click.acme.example", "mail.example.com").address("click.acme.example", "192.0.2.9");

    assertThat(hosts.look(OWN).isGood()).isTrue();
  }

  @Test
  void shouldNotTakeANameThatLeadsElsewhereEvenIfOnlySometimes() {
    dns.address("mail.example.com", "192.0.2.1");
    dns.address("click.acme.example", "192.0.2.1").address("click.acme.example", "198.51.100.1");

    TrackingHosts.Sight sight = hosts.look(OWN);

    assertThat(sight.isGood()).isFalse();
    assertThat(sight.found())
        .contains("192.0.2.1, 198.51.100.1", "not to mail.example.com", "make it a CNAME");
    assertThat(hosts.base(Optional.of(ACME))).isEmpty();
  }

  @Test
  void shouldSayWhatToPublishWhereThereIsNothing() {
    assertThat(hosts.look(OWN).found())
        .isEqualTo("no address; make it a CNAME of mail.example.com");
  }

  @Test
  void shouldTrustNoNameThatItHasNotLookedAt() {
    assertThat(hosts.base(Optional.of(ACME))).isEmpty();
    assertThat(hosts.sight(OWN)).isEmpty();
  }

  @Test
  void shouldStayWithWhatItKnewWhileTheDnsIsSilent() {
    dns.address("mail.example.com", "192.0.2.1").address("click.acme.example", "192.0.2.1");
    hosts.look();
    dns.silent("click.acme.example");
    hosts.look();
    assertThat(hosts.base(Optional.of(ACME))).isPresent();

    dns.answersAgain("click.acme.example").silent("mail.example.com");
    hosts.look();
    assertThat(hosts.base(Optional.of(ACME))).isPresent();
  }

  @Test
  void shouldTrustNoNameOfWhichItNeverHadAnAnswer() {
    dns.silent("click.acme.example");

    TrackingHosts.Sight sight = hosts.look(OWN);

    assertThat(sight.isGood()).isFalse();
    assertThat(sight.found()).startsWith("no answer from the DNS");
  }

  @Test
  void shouldUseTheNameOfTheSettingsForThoseWithoutOne() {
    assertThat(hosts.base(Optional.of(Tenant.of("other")))).contains("https://mail.example.com/");
    assertThat(hosts.base(Optional.empty())).contains("https://mail.example.com/");
  }

  @Test
  void shouldTrackNothingWithoutAPublicUrl() {
    url = Optional.empty();

    assertThat(hosts.base(Optional.empty())).isEmpty();
    assertThat(hosts.base(Optional.of(ACME))).isEmpty();
    assertThat(hosts.look(OWN).found()).isEqualTo("tracking.public-url is not set");
  }

  @Test
  void shouldForgetNamesThatNobodyHasAnyMore() {
    dns.alias("click.acme.example", "mail.example.com").address("click.acme.example", "192.0.2.9");
    hosts.look();
    tenants = List.of(Tenant.of("acme"));

    hosts.look();

    assertThat(hosts.sight(OWN)).isEmpty();
  }

  @Test
  void shouldCompareWithAnAddressInThePlaceOfAName() {
    url = Optional.of(URI.create("https://[2001:db8::1]/"));
    dns.address("click.acme.example", "2001:db8::1");

    assertThat(hosts.look(OWN).isGood()).isTrue();
  }
}
