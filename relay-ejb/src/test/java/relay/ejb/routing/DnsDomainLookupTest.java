package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.DomainName;
import relay.domain.mail.IpLiteral;
import relay.domain.routing.LookupResult.Found;
import relay.domain.routing.LookupResult.NoData;
import relay.domain.routing.LookupResult.NoSuchDomain;
import relay.domain.routing.LookupResult.TemporaryFailure;
import relay.domain.routing.MailExchanger;
import relay.domain.routing.ScriptedDns;
import relay.domain.signing.DkimKeyLookup;

class DnsDomainLookupTest {
  private static final DomainName EXAMPLE = DomainName.of("example.org");
  private final ScriptedDns dns = ScriptedDns.start();
  private final Map<String, String> settings = new HashMap<>();

  DnsDomainLookupTest() {
    settings.put("dns.servers", dns.server());
    settings.put("dns.answer-timeout", "20s");
    settings.put("dns.tries", "1");
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  private DnsDomainLookup lookup() {
    return new DnsDomainLookup(
        RelayConfiguration.of(settings, Map.of()).dns(), InstantSource.system());
  }

  @Test
  void shouldFindMailExchangersAndAddresses() {
    dns.mx("example.org", 10, "mx1.example.org").mx("example.org", 20, "mx2.example.org");
    dns.address("example.org", "192.0.2.1").address("example.org", "2001:db8::1");
    DnsDomainLookup lookup = lookup();

    assertThat(lookup.mailExchangers(EXAMPLE))
        .isEqualTo(
            new Found<>(
                List.of(
                    new MailExchanger(10, "mx1.example.org"),
                    new MailExchanger(20, "mx2.example.org"))));
    assertThat(lookup.ipv4(EXAMPLE))
        .isEqualTo(new Found<>(List.of((Inet4Address) IpLiteral.parse("192.0.2.1").orElseThrow())));
    assertThat(lookup.ipv6(EXAMPLE)).isInstanceOf(Found.class);
  }

  @Test
  void shouldShowAnAliasWithoutFollowingIt() {
    dns.alias("bounce.example.org", "one.example.org").alias("one.example.org", "two.example.org");
    dns.address("two.example.org", "192.0.2.1");
    dns.fails("broken.example.org", 2);
    DnsDomainLookup lookup = lookup();

    assertThat(lookup.alias(DomainName.of("bounce.example.org")))
        .isEqualTo(new Found<>(List.of(DomainName.of("one.example.org"))));
    assertThat(lookup.alias(DomainName.of("two.example.org"))).isInstanceOf(NoData.class);
    assertThat(lookup.alias(DomainName.of("none.example.org"))).isInstanceOf(NoSuchDomain.class);
    assertThat(lookup.alias(DomainName.of("broken.example.org")))
        .isInstanceOf(TemporaryFailure.class);
  }

  @Test
  void shouldTellANameWithoutRecordFromANameThatDoesNotExist() {
    dns.address("example.org", "192.0.2.1");
    DnsDomainLookup lookup = lookup();

    assertThat(lookup.mailExchangers(EXAMPLE)).isInstanceOf(NoData.class);
    assertThat(lookup.mailExchangers(DomainName.of("gone.example")))
        .isInstanceOf(NoSuchDomain.class);
  }

  @Test
  void shouldShowANullMxAsAHostWithoutName() {
    dns.mx("example.org", 0, ".");

    assertThat(lookup().mailExchangers(EXAMPLE))
        .isEqualTo(new Found<>(List.of(new MailExchanger(0, ""))));
  }

  @Test
  void shouldFollowAliasesThatTheResolverFollowed() {
    dns.alias("example.org", "a.example").alias("a.example", "b.example");
    dns.mx("b.example", 5, "mx.b.example");

    assertThat(lookup().mailExchangers(EXAMPLE))
        .isEqualTo(new Found<>(List.of(new MailExchanger(5, "mx.b.example"))));
    assertThat(dns.questions()).hasSize(1);
  }

  @Test
  void shouldAskAboutTheTargetWhenTheResolverLeavesAnAliasOpen() {
    dns.leavesAliasesOpen().alias("example.org", "b.example").mx("b.example", 5, "mx.b.example");

    assertThat(lookup().mailExchangers(EXAMPLE)).isInstanceOf(Found.class);
    assertThat(dns.questions()).containsExactly("example.org 15", "b.example 15");
  }

  @Test
  void shouldGiveUpForNowOnAliasesInACircle() {
    dns.alias("example.org", "b.example").alias("b.example", "example.org");

    assertThat(lookup().mailExchangers(EXAMPLE)).isInstanceOf(TemporaryFailure.class);
  }

  @Test
  void shouldSayWhichServerFailed() {
    dns.fails("example.org", 2);

    assertThat(lookup().mailExchangers(EXAMPLE))
        .isEqualTo(new TemporaryFailure<>("SERVFAIL from 127.0.0.1"));
  }

  @Test
  void shouldFailForNowWhenNobodyAnswers() {
    dns.silent("example.org");
    settings.put("dns.answer-timeout", "200ms");

    assertThat(lookup().mailExchangers(EXAMPLE)).isInstanceOf(TemporaryFailure.class);
  }

  @Test
  void shouldAskTheNextServerWhenTheFirstFails() {
    try (var good = ScriptedDns.start().mx("example.org", 5, "mx.example.org")) {
      dns.fails("example.org", 5);
      settings.put("dns.servers", dns.server() + "," + good.server());

      assertThat(lookup().mailExchangers(EXAMPLE)).isInstanceOf(Found.class);
    }
  }

  @Test
  void shouldAskAgainOverTcpWhenTheAnswerWasCutOff() {
    dns.onlyOverTcp("example.org").mx("example.org", 5, "mx.example.org");

    assertThat(lookup().mailExchangers(EXAMPLE)).isInstanceOf(Found.class);
  }

  @Test
  void shouldRememberWhatItHeard() {
    dns.mx("example.org", 10, "mx.example.org");
    DnsDomainLookup lookup = lookup();

    lookup.mailExchangers(EXAMPLE);
    lookup.mailExchangers(EXAMPLE);
    lookup.mailExchangers(DomainName.of("gone.example"));
    lookup.mailExchangers(DomainName.of("gone.example"));

    assertThat(dns.questions()).containsExactly("example.org 15", "gone.example 15");
  }

  @Test
  void shouldBelieveAResolverThatValidatesOnlyWhenTheSettingSaysSo() {
    dns.validates().mx("example.org", 10, "mx.example.org");

    boolean careful = ((Found<?>) lookup().mailExchangers(EXAMPLE)).authentic();
    settings.put("dns.trust-ad", "true");
    DnsDomainLookup trusting = lookup();

    assertThat(careful).isFalse();
    assertThat(((Found<?>) trusting.mailExchangers(EXAMPLE)).authentic()).isTrue();
    // From memory.
    assertThat(((Found<?>) trusting.mailExchangers(EXAMPLE)).authentic()).isTrue();
  }

  @Test
  void shouldNotTakeAnAnswerForValidatedThatDoesNotSaySo() {
    settings.put("dns.trust-ad", "true");
    dns.mx("example.org", 10, "mx.example.org");

    assertThat(((Found<?>) lookup().mailExchangers(EXAMPLE)).authentic()).isFalse();
  }

  @Test
  void shouldForgetWhatIsOlderThanItsTtl() {
    settings.put("dns.ttl-min", "0s");
    dns.ttl(0).mx("example.org", 10, "mx.example.org");
    DnsDomainLookup lookup = lookup();

    lookup.mailExchangers(EXAMPLE);
    lookup.mailExchangers(EXAMPLE);

    assertThat(dns.questions()).hasSize(2);
  }

  @Test
  void shouldRememberNoMoreAnswersThanAllowed() {
    settings.put("dns.answers-max", "1");
    dns.mx("example.org", 10, "mx.example.org").mx("b.example", 10, "mx.b.example");
    DnsDomainLookup lookup = lookup();

    lookup.mailExchangers(EXAMPLE);
    lookup.mailExchangers(DomainName.of("b.example"));
    lookup.mailExchangers(EXAMPLE);

    assertThat(dns.questions()).hasSize(3);
  }

  @Test
  void shouldJoinTheStringsOfATextRecord() {
    dns.text("s._domainkey.example.org", "v=DKIM1; ", "p=abc");
    DnsDomainLookup lookup = lookup();

    assertThat(lookup.textsOf("s._domainkey.example.org"))
        .isEqualTo(new DkimKeyLookup.Answer.Found(List.of("v=DKIM1; p=abc")));
    assertThat(lookup.textsOf("t._domainkey.example.org"))
        .isInstanceOf(DkimKeyLookup.Answer.Missing.class);
  }

  @Test
  void shouldAnswerAgainAfterItWasClosed() {
    dns.mx("example.org", 10, "mx.example.org");
    lookup().close();

    assertThat(lookup().mailExchangers(EXAMPLE)).isInstanceOf(Found.class);
  }
}
