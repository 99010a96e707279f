package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.pending;
import static relay.domain.tenancy.Tenancies.range;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

class TenancyTest {

  @Test
  void shouldAlwaysHaveTheTenantOfTheSettingsFileWithAStreamForEachLane() {
    assertThat(Tenancy.EMPTY.tenant("default")).contains(Tenant.DEFAULT);
    for (Lane lane : Lane.values()) {
      assertThat(Tenancy.EMPTY.stream("default", lane.label()).orElseThrow().lane())
          .isEqualTo(lane);
    }
  }

  @Test
  void shouldGiveEveryTenantAStreamForEachLaneUnlessItMadeItsOwn() {
    Stream own = Stream.named("acme", "bulk", Lane.BULK).withVersion(4);
    Tenancy tenancy =
        new Tenancy(
            Tenancies.state(Tenant.of("acme"))
                .with(2, java.util.List.of(own), java.util.List.of()));

    assertThat(tenancy.stream("acme", "bulk")).contains(own);
    assertThat(tenancy.stream("acme", "otp")).contains(Stream.of("acme", Lane.OTP));
    assertThat(tenancy.stream("acme", "receipts")).isEmpty();
    assertThat(tenancy.stream("nobody", "otp")).isEmpty();
  }

  @Test
  void shouldFallBackToTheLaneOfAMailWhoseStreamIsGone() {
    assertThat(Tenancy.EMPTY.streamOf(new MailOwner("gone", "receipts", ""), Lane.OTP))
        .isEqualTo(Stream.of("gone", Lane.OTP));
  }

  @Test
  void shouldCountTheNearestVerifiedDomain() {
    Tenancy tenancy =
        Tenancies.with(
            domain("acme", "acme.example"),
            domain("shop", "shop.acme.example"),
            pending("evil", "mail.acme.example"));

    assertThat(owner(tenancy, "acme.example")).isEqualTo("acme");
    assertThat(owner(tenancy, "news.acme.example")).isEqualTo("acme");
    assertThat(owner(tenancy, "mail.acme.example")).isEqualTo("acme");
    assertThat(owner(tenancy, "shop.acme.example")).isEqualTo("shop");
    assertThat(owner(tenancy, "eu.shop.acme.example")).isEqualTo("shop");
    assertThat(owner(tenancy, "notacme.example")).isEmpty();
    assertThat(owner(tenancy, "example")).isEmpty();
  }

  @Test
  void shouldCountTheSmallestRangeOfAClient() throws Exception {
    Tenancy tenancy =
        Tenancies.with(
            range("acme", "n-1", "10.0.0.0/8", "bulk"),
            range("shop", "n-2", "10.1.0.0/16", "otp"),
            range("six", "n-3", "2001:db8::/32", "otp"));

    assertThat(tenancy.rangeOf(InetAddress.getByName("10.1.2.3")).orElseThrow().id())
        .isEqualTo("n-2");
    assertThat(tenancy.rangeOf(InetAddress.getByName("10.2.2.3")).orElseThrow().id())
        .isEqualTo("n-1");
    assertThat(tenancy.rangeOf(InetAddress.getByName("2001:db8::9")).orElseThrow().id())
        .isEqualTo("n-3");
    assertThat(tenancy.rangeOf(InetAddress.getByName("192.0.2.1"))).isEmpty();
  }

  @Test
  void shouldFindACredentialByWhateverProvesIt() {
    Credential token = credential("acme", "c-1");
    Tenancy tenancy = Tenancies.with(token);

    assertThat(tenancy.credential("c-1")).contains(token.withVersion(1));
    assertThat(tenancy.byTokenHash("hash of c-1")).contains(token.withVersion(1));
    assertThat(tenancy.byTokenHash("c-1")).isEmpty();
    assertThat(tenancy.byLoginName("c-1")).isEmpty();
  }

  private static String owner(Tenancy tenancy, String domain) {
    return tenancy.verifiedDomain(DomainName.of(domain)).map(SendingDomain::tenant).orElse("");
  }

  @Test
  void shouldFindTheKeysOfTheNearestDomainOfTheTenantThatHasSome() {
    Tenancy tenancy =
        Tenancies.with(
            Tenancies.domain("acme", "acme.example"),
            Tenancies.domain("acme", "news.acme.example"),
            Tenancies.domain("other", "shop.acme.example"),
            Tenancies.activeKey("acme", "acme.example", "s1"),
            Tenancies.key("acme", "acme.example", "s2"));

    assertThat(selectors(tenancy, "acme", "acme.example")).containsExactly("s1");
    assertThat(selectors(tenancy, "acme", "a.news.acme.example")).containsExactly("s1");
    assertThat(selectors(tenancy, "acme", "shop.acme.example")).isEmpty();
    assertThat(selectors(tenancy, "other", "shop.acme.example")).isEmpty();
    assertThat(selectors(tenancy, "other", "acme.example")).isEmpty();
    assertThat(selectors(tenancy, "acme", "example")).isEmpty();
    assertThat(tenancy.signingKeys()).hasSize(1);
  }

  @Test
  void shouldNotSignWithTheKeyOfADomainThatIsNotVerified() {
    Tenancy tenancy =
        Tenancies.with(
            Tenancies.pending("acme", "acme.example"),
            Tenancies.activeKey("acme", "acme.example", "s1"));

    assertThat(selectors(tenancy, "acme", "acme.example")).isEmpty();
  }

  private static java.util.List<String> selectors(Tenancy tenancy, String tenant, String domain) {
    return tenancy.signingKeys(tenant, DomainName.of(domain)).stream()
        .map(DomainKey::selector)
        .toList();
  }
}
