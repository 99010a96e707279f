package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.explain.ExplainFixture.NOON;
import static relay.domain.explain.ExplainFixture.step;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.range;
import static relay.domain.tenancy.Tenancies.scope;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.control.Responsible;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Verdict;
import relay.domain.tenancy.CredentialState;
import relay.domain.tenancy.ForeignSender;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.ReturnPathForm;
import relay.domain.tenancy.SendingLimits;
import relay.domain.tenancy.SendingRamp;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.StreamTracking;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TenantState;

/** What is told of mails that nobody has handed in. */
class HypotheticalMailTest {
  private static final String FROM_ACME =
      "{'from':'al@acme.example','to':['bob@b.example'],'credential':'c-1'}";
  private final ExplainFixture relay = new ExplainFixture();

  @Test
  void shouldTellTheWholeWayOfAMailThatGoes() {
    acme();
    relay.key("r1", "acme.example").dns.mx("b.example", 10, "mx.b.example");
    relay.dns.address("mx.b.example", "198.51.100.9");

    Explanation found = relay.explain(FROM_ACME);

    assertThat(found.effect()).isEqualTo(Effect.GO);
    assertThat(found.summary()).isEqualTo("it goes now");
    assertThat(found.owner()).contains(new MailOwner("acme", "transactional", "c-1"));
    assertThat(found.lane()).contains(Lane.TRANSACTIONAL);
    assertThat(found.door())
        .extracting(Step::topic)
        .containsExactly(Topic.ACCESS, Topic.SENDER, Topic.STREAM, Topic.QUOTA, Topic.SIGNING);
    assertThat(found.recipients().get(0).steps())
        .extracting(Step::topic)
        .containsExactly(
            Topic.BRAKE,
            Topic.ROUTE,
            Topic.HOSTS,
            Topic.DNSSEC,
            Topic.TLS,
            Topic.LIMITS,
            Topic.FLOW,
            Topic.RETRY,
            Topic.RETENTION);
    assertThat(step(found, Topic.ACCESS).by())
        .containsExactly(new Responsible("credential", "acme/c-1"));
    assertThat(step(found, Topic.STREAM).by())
        .containsExactly(new Responsible("stream", "acme/transactional"));
    assertThat(step(found, Topic.SIGNING).by())
        .containsExactly(new Responsible("dkim-key", "r1._domainkey.acme.example"));
    assertThat(step(found, Topic.ROUTE).by()).containsExactly(Responsible.setting("route.default"));
    assertThat(step(found, Topic.HOSTS).says()).contains("mx.b.example 198.51.100.9:25");
    assertThat(step(found, Topic.RETRY).says())
        .contains("again at 2026-01-01T12:01:00Z, 2026-01-01T12:04:00Z", "2026-01-03T12:00:00Z");
  }

  @Test
  void shouldRefuseAForeignSenderInTheWordsOfTheDoor() {
    acme();
    var policy =
        new ReceptionPolicy(relay.configuration().reception(), Set.of())
            .over(
                Tenancies.with(
                    Tenant.of("acme"), domain("acme", "acme.example"), credential("acme", "c-1")));
    var client =
        new ClientSession(
            "submission",
            ListenerRole.SUBMISSION,
            InetAddress.getLoopbackAddress(),
            "",
            "ESMTP",
            Optional.empty(),
            Optional.of(AuthenticatedUser.holding(credential("acme", "c-1"))));
    var atTheDoor = (Verdict.Refused) policy.mail(client, ReversePath.parse("al@other.example"), 0);

    Explanation found = relay.explain(FROM_ACME.replace("al@acme", "al@other"));

    assertThat(found.isRefused()).isTrue();
    assertThat(found.recipients()).isEmpty();
    assertThat(step(found, Topic.SENDER).says()).isEqualTo(atTheDoor.reply().toString());
    assertThat(step(found, Topic.SENDER).by()).containsExactly(new Responsible("tenant", "acme"));
    assertThat(found.summary()).startsWith("it is refused: 550 5.7.1").contains("not yours");
  }

  @Test
  void shouldNameTheCredentialWhoseScopeIsTooNarrow() {
    relay.with(
        Tenant.of("acme"),
        domain("acme", "acme.example"),
        credential("acme", "c-1")
            .withScope(scope(Set.of(), Set.of("news.acme.example"), Set.of())));

    Explanation found = relay.explain(FROM_ACME);

    assertThat(step(found, Topic.SENDER).by())
        .containsExactly(new Responsible("credential", "acme/c-1"));
  }

  @Test
  void shouldLookAtTheAuthorToo() {
    acme();

    Explanation found =
        relay.explain(
            "{'from':'al@acme.example','author':'x@other.example','to':['bob@b.example'],"
                + "'credential':'c-1'}");

    assertThat(step(found, Topic.CONTENT).says()).contains("The From x@other.example is not");
  }

  @Test
  void shouldTellOfASenderThatIsReplaced() {
    relay.with(
        Tenant.of("acme").withForeignSender(ForeignSender.REWRITE),
        domain("acme", "acme.example"),
        credential("acme", "c-1"),
        transactional(Optional.of(DomainName.of("acme.example"))));

    Explanation found = relay.explain(FROM_ACME.replace("al@acme", "al@other"));

    assertThat(found.door())
        .anySatisfy(
            s -> {
              assertThat(s.says()).contains("it is replaced by", "acme.example");
              assertThat(s.by()).containsExactly(new Responsible("tenant", "acme"));
            });
  }

  @Test
  void shouldNameTheStreamThatHasNoDomainToReplaceASenderBy() {
    relay.with(
        Tenant.of("acme").withForeignSender(ForeignSender.REWRITE),
        domain("acme", "acme.example"),
        credential("acme", "c-1"),
        transactional(Optional.empty()));

    Explanation found = relay.explain(FROM_ACME.replace("al@acme", "al@other"));

    assertThat(step(found, Topic.CONTENT).by())
        .containsExactly(new Responsible("stream", "acme/transactional"));
  }

  @Test
  void shouldTellWhyALoginIsNotTaken() {
    relay.with(Tenant.of("acme"), credential("acme", "c-1").withState(CredentialState.DISABLED));

    Explanation found = relay.explain(FROM_ACME);

    assertThat(found.door()).hasSize(1);
    assertThat(found.summary()).contains("This login is disabled");
    assertThat(step(found, Topic.ACCESS).by())
        .containsExactly(new Responsible("credential", "acme/c-1"));
  }

  @Test
  void shouldNameTheTenantThatIsSuspended() {
    relay.with(
        Tenant.of("acme").withState(TenantState.SUSPENDED),
        domain("acme", "acme.example"),
        credential("acme", "c-1"));

    assertThat(step(relay.explain(FROM_ACME), Topic.SENDER).by())
        .containsExactly(new Responsible("tenant", "acme"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, reception.loopback-relay",
    "10.1.2.3, reception.allowed-networks",
    "192.0.2.7, acme/r-1"
  })
  void shouldTellByWhatAClientSendsWithoutALogin(String address, String by) {
    relay
        .with("reception.allowed-networks", "10.0.0.0/8")
        .with(Tenant.of("acme"), range("acme", "r-1", "192.0.2.0/24", "bulk"));

    Explanation found =
        relay.explain("{'from':'al@x.example','to':['bob@b.example'],'address':'" + address + "'}");

    assertThat(step(found, Topic.ACCESS).by()).extracting(Responsible::name).containsExactly(by);
  }

  @Test
  void shouldRefuseAStrangerOnTheSubmissionPort() {
    Explanation found =
        relay.explain("{'from':'al@x.example','to':['bob@b.example'],'address':'198.51.100.7'}");

    assertThat(found.summary()).contains("530 5.7.0 Log in first");
    assertThat(step(found, Topic.SENDER).by())
        .containsExactly(Responsible.setting("reception.allowed-networks"));
  }

  @Test
  void shouldTellForEachRecipientWhetherAStrangerReachesIt() {
    relay.with("reception.domains", "ours.example").with("listener.mx.role", "inbound");

    Explanation found =
        relay.explain(
            "{'from':'al@x.example','to':['bob@ours.example','eve@b.example'],"
                + "'address':'198.51.100.7','listener':'mx'}");

    assertThat(step(found, Topic.RECIPIENT).says())
        .startsWith("eve@b.example: 550 5.7.1 We are not responsible");
    assertThat(step(found, Topic.RECIPIENT).by())
        .containsExactly(Responsible.setting("reception.domains"));
    assertThat(found.recipients()).hasSize(1);
    assertThat(found.isRefused()).isFalse();
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    Explanation found =
        relay.explain("{'from':'al@x.example','to':['bob@b.example'],'size':60000000}");

    assertThat(found.summary()).contains("552 5.3.4", "60000000 octets");
    assertThat(step(found, Topic.SENDER).by())
        .containsExactly(Responsible.setting("reception.size-max"));
  }

  @Test
  void shouldTellTheBrakeOfTheCampaignThatTheMailNames() {
    acme();
    Brake hold = aBrake(BrakeKind.HOLD).campaign("spring-sale").build();
    relay.brake(hold);

    Explanation found = relay.explain(FROM_ACME.replace("{", "{'campaign':'spring-sale',"));

    assertThat(found.owner().orElseThrow().campaign()).isEqualTo("spring-sale");
    assertThat(found.recipients().get(0).effect()).isEqualTo(Effect.WAIT);
    assertThat(relay.explain(FROM_ACME).recipients().get(0).effect()).isNotEqualTo(Effect.WAIT);
  }

  @Test
  void shouldRefuseAStreamThatTheTenantDoesNotHave() {
    acme();

    Explanation found = relay.explain(FROM_ACME.replace("{", "{'stream':'none',"));

    assertThat(step(found, Topic.CONTENT).says()).contains("no such stream");
    assertThat(step(found, Topic.CONTENT).by())
        .containsExactly(new Responsible("credential", "acme/c-1"));
  }

  @Test
  void shouldTellOfAnExhaustedQuotaWithoutUsingAnyOfIt() {
    limited(OverLimit.REFUSE);
    Explanation before = relay.explain(FROM_ACME);
    MailOwner owner = new MailOwner("acme", "transactional", "c-1");
    InetAddress here = InetAddress.getLoopbackAddress();
    relay.quotas().take(owner, here, 2, NOON);

    Explanation found = relay.explain(FROM_ACME);

    assertThat(before.effect()).isEqualTo(Effect.GO);
    assertThat(found.isRefused()).isTrue();
    assertThat(step(found, Topic.QUOTA).says()).startsWith("452 4.7.1 Above the limit of 2");
    assertThat(step(found, Topic.QUOTA).by()).containsExactly(new Responsible("tenant", "acme"));
  }

  @Test
  void shouldTellHowMuchANewTenantMaySendToday() {
    mx();
    relay.with(
        Tenant.of("acme").withRamp(new SendingRamp(200, 50, 30, 5)),
        domain("acme", "acme.example"),
        credential("acme", "c-1"));

    Explanation found = relay.explain(FROM_ACME);

    assertThat(found.effect()).isEqualTo(Effect.GO);
    assertThat(step(found, Topic.QUOTA).says())
        .isEqualTo("the tenant is new: 200 recipients a day now, after 0 of 30 clean days");
    assertThat(step(found, Topic.QUOTA).by()).containsExactly(new Responsible("tenant", "acme"));
  }

  @Test
  void shouldTellHowLongAMailIsHeldForItsQuota() {
    limited(OverLimit.HOLD);
    relay
        .quotas()
        .take(
            new MailOwner("acme", "transactional", "c-1"),
            InetAddress.getLoopbackAddress(),
            2,
            NOON);

    Explanation found = relay.explain(FROM_ACME);

    assertThat(found.effect()).isEqualTo(Effect.WAIT);
    assertThat(step(found, Topic.QUOTA).until()).contains(NOON.plus(Duration.ofMinutes(30)));
    assertThat(found.summary()).startsWith("it waits until 2026-01-01T12:30:00Z: above a limit");
  }

  @Test
  void shouldTellWhyNothingSigns() {
    acme();

    Explanation unsigned = relay.explain(FROM_ACME);
    Explanation off = relay.with("signing.enabled", "false").explain(FROM_ACME);

    assertThat(step(unsigned, Topic.SIGNING).says()).contains("no key for acme.example");
    assertThat(step(off, Topic.SIGNING).says()).contains("signing is switched off");
  }

  private static Stream transactional(Optional<DomainName> defaultFrom) {
    return new Stream(
        "acme",
        "transactional",
        0,
        Lane.TRANSACTIONAL,
        defaultFrom,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SendingLimits.NONE,
        ReturnPathForm.AS_GIVEN,
        1,
        Optional.empty(),
        false,
        StreamTracking.OFF);
  }

  private void acme() {
    relay.with(Tenant.of("acme"), domain("acme", "acme.example"), credential("acme", "c-1"));
  }

  private void limited(OverLimit above) {
    mx();
    Tenant any = Tenant.of("acme");
    relay.with(
        new Tenant(
            "acme",
            0,
            any.name(),
            any.state(),
            any.ownDomainsOnly(),
            any.foreignSender(),
            new SendingLimits(0, 0, 2, 0, above)),
        domain("acme", "acme.example"),
        credential("acme", "c-1"));
  }

  private void mx() {
    relay.dns.mx("b.example", 10, "mx.b.example");
    relay.dns.address("mx.b.example", "198.51.100.9");
  }
}
