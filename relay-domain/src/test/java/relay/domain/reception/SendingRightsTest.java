package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.SendingFixture.ACME;
import static relay.domain.reception.SendingFixture.NOW;
import static relay.domain.reception.SendingFixture.OWN;
import static relay.domain.reception.SendingFixture.address;
import static relay.domain.reception.SendingFixture.holder;
import static relay.domain.reception.SendingFixture.judge;
import static relay.domain.reception.SendingFixture.limited;
import static relay.domain.reception.SendingFixture.mail;
import static relay.domain.reception.SendingFixture.path;
import static relay.domain.reception.SendingFixture.permittingNullPath;
import static relay.domain.reception.SendingFixture.policy;
import static relay.domain.reception.SendingFixture.refusal;
import static relay.domain.reception.SendingFixture.stream;
import static relay.domain.reception.SendingFixture.taken;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.pending;
import static relay.domain.tenancy.Tenancies.range;
import static relay.domain.tenancy.Tenancies.scope;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.NetworkRange;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CredentialState;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TenantState;

class SendingRightsTest {

  @Test
  void shouldLetTheSettingsFilesUsersSendAsAnybodyInTheStreamOfTheLane() {
    Ruling.Taken taken =
        taken(
            policy(), Clients.user("shop"), "any@where.example", "From: who@ever.example\r\n\r\n");

    assertThat(taken.owner()).isEqualTo(new MailOwner("default", "transactional", "shop"));
    assertThat(taken.stream().lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(taken.authors()).isEmpty();
  }

  @Test
  void shouldTakeMailFromAVerifiedDomainOfTheTenant() {
    var policy = policy(ACME, domain("acme", "acme.example"), credential("acme", "c-1"));

    Ruling.Taken taken = taken(policy, holder("acme", "c-1"), "al@news.acme.example", OWN);

    assertThat(taken.owner()).isEqualTo(new MailOwner("acme", "transactional", "c-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "al@other.example, From: al@acme.example",
    "al@acme.example, From: al@other.example",
    "al@acme.example, From: al@acme.example\\nSender: x@other.example",
    "al@acme.example, From: al@acme.example\\nFrom: x@other.example",
    "al@acme.example, 'From: al@acme.example, x@other.example'",
    "al@acme.example, From: x@other.example <al@acme.example>",
    "al@acme.example, From: nobody",
    "al@acme.example, From:",
    "al@pending.example, From: al@acme.example",
    "al@[192.0.2.1], From: al@acme.example",
    "al@acme.example.other.example, From: al@acme.example",
    "al@notacme.example, From: al@acme.example",
    "al@shop.example, From: al@acme.example",
  })
  void shouldRefuseASenderThatIsNotTheTenants(String path, String fields) {
    var policy =
        policy(
            ACME,
            Tenant.of("shop"),
            domain("acme", "acme.example"),
            pending("acme", "pending.example"),
            domain("shop", "shop.example"),
            credential("acme", "c-1"));
    String header = fields.replace("\\n", "\r\n") + "\r\n\r\n";

    assertThat(refusal(policy, holder("acme", "c-1"), path, header)).startsWith("550 5.7.1");
  }

  @Test
  void shouldRefuseAForeignSenderAtMailAlready() {
    var policy = policy(ACME, domain("acme", "acme.example"), credential("acme", "c-1"));

    assertThat(policy.mail(holder("acme", "c-1"), path("al@acme.example"), 0))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(policy.mail(holder("acme", "c-1"), path("al@other.example"), 0).toString())
        .contains("al@other.example is not yours", "tenant acme", "verify the domain");
  }

  @ParameterizedTest
  @CsvSource({
    "al@acme.example, true",
    "bob@acme.example, false",
    "any@news.acme.example, true",
    "any@eu.news.acme.example, true",
    "any@shop.example, false",
  })
  void shouldHoldACredentialToItsDomainsAndAddresses(String address, boolean allowed) {
    Credential narrow =
        credential("acme", "c-1")
            .withScope(scope(Set.of(), Set.of("news.acme.example"), Set.of("al@acme.example")));
    var policy = policy(ACME, domain("acme", "acme.example"), narrow);

    Ruling ruling = judge(policy, holder("acme", "c-1"), address, "From: " + address + "\r\n\r\n");

    assertThat(ruling instanceof Ruling.Taken).isEqualTo(allowed);
  }

  @Test
  void shouldHoldACredentialOfTheDefaultTenantToItsScopeToo() {
    Credential narrow =
        credential("default", "c-1").withScope(scope(Set.of(), Set.of("acme.example"), Set.of()));

    assertThat(refusal(policy(narrow), holder("default", "c-1"), "a@other.example", "\r\n"))
        .startsWith("550 5.7.1");
    assertThat(taken(policy(narrow), holder("default", "c-1"), "a@acme.example", OWN).owner())
        .isEqualTo(new MailOwner("default", "transactional", "c-1"));
  }

  @Test
  void shouldSayWhyASuspendedTenantOrADisabledOrRemovedLoginIsRefused() {
    Credential login = credential("acme", "c-1");
    var own = domain("acme", "acme.example");
    ClientSession client = holder("acme", "c-1");

    assertThat(
            refusal(
                policy(ACME.withState(TenantState.SUSPENDED), own, login),
                client,
                "al@acme.example",
                OWN))
        .contains("suspended");
    assertThat(
            refusal(
                policy(ACME, own, login.withState(CredentialState.DISABLED)),
                client,
                "al@acme.example",
                OWN))
        .contains("disabled");
    assertThat(refusal(policy(ACME, own), client, "al@acme.example", OWN))
        .contains("does not exist any more");
  }

  @Test
  void shouldRefuseAnExpiredLoginAndOneFromElsewhere() {
    var own = domain("acme", "acme.example");
    ClientSession client = holder("acme", "c-1");

    assertThat(
            refusal(
                policy(ACME, own, limited(Optional.of(NOW), List.of())),
                client,
                "al@acme.example",
                OWN))
        .contains("expired on 2026-01-01T12:00:00Z");
    assertThat(
            refusal(
                policy(
                    ACME,
                    own,
                    limited(Optional.empty(), List.of(NetworkRange.parse("192.0.2.0/24")))),
                client,
                "al@acme.example",
                OWN))
        .contains("not taken from your address");
    assertThat(
            judge(
                policy(
                    ACME,
                    own,
                    limited(
                        Optional.of(NOW.plusSeconds(1)),
                        List.of(NetworkRange.parse("198.51.100.0/24")))),
                client,
                "al@acme.example",
                OWN))
        .isInstanceOf(Ruling.Taken.class);
  }

  @Test
  void shouldTakeTheNullPathOnlyWhereTheStreamPermitsIt() {
    var policy =
        policy(
            ACME,
            domain("acme", "acme.example"),
            credential("acme", "c-1"),
            permittingNullPath("reports"));

    assertThat(refusal(policy, holder("acme", "c-1"), "", OWN)).contains("<>");
    assertThat(
            taken(policy, holder("acme", "c-1"), "", "X-Relay-Stream: reports\r\n" + OWN).stream()
                .name())
        .isEqualTo("reports");
    assertThat(judge(policy(), Clients.user("shop"), "", OWN)).isInstanceOf(Ruling.Taken.class);
  }

  @Test
  void shouldTakeReportsToDomainsOfOursFromServersThatMaySendThemselves() {
    var policy =
        policy(
            ACME,
            Tenancies.range("acme", "office", "198.51.100.0/24", "reports"),
            Stream.named("acme", "reports", Lane.BULK),
            new InboundDomain("acme", DomainName.of("bounce.acme.example"), 1));
    String report = "From: MAILER-DAEMON@mx.example\r\n\r\n";

    assertThat(judge(policy, mail(Clients.stranger(), "", "b-x@bounce.acme.example", report)))
        .isInstanceOfSatisfying(
            Ruling.Taken.class, taken -> assertThat(taken.mayRelay()).isFalse());
    assertThat(refusal(policy, Clients.stranger(), "", report)).contains("<>");
    assertThat(
            judge(
                policy,
                mail(
                    Clients.on("submission", ListenerRole.SUBMISSION, Clients.SOMEWHERE),
                    "",
                    "b-x@bounce.acme.example",
                    report)))
        .isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void shouldPutMailIntoTheStreamItAsksForAndRefuseOneItMayNotUse() {
    var policy =
        policy(
            ACME,
            domain("acme", "acme.example"),
            Stream.named("acme", "news", Lane.BULK),
            Stream.named("acme", "codes", Lane.OTP),
            credential("acme", "c-1").withScope(scope(Set.of("news", "codes"), Set.of(), Set.of())),
            credential("acme", "c-2").withScope(scope(Set.of("news"), Set.of(), Set.of())));

    assertThat(streamAsked(policy, "c-1", "codes")).isEqualTo("codes otp");
    assertThat(refusal(policy, holder("acme", "c-2"), "a@acme.example", asking("codes")))
        .startsWith("554 5.6.0");
    assertThat(refusal(policy, holder("acme", "c-1"), "a@acme.example", asking("x")))
        .startsWith("554 5.6.0");
    assertThat(taken(policy, holder("acme", "c-2"), "a@acme.example", OWN).owner().stream())
        .isEqualTo("news");
  }

  @Test
  void shouldPutMailIntoTheCampaignThatItsHeaderOrItsDoorNames() {
    var policy = policy(ACME, domain("acme", "acme.example"), credential("acme", "c-1"));
    ClientSession shop = holder("acme", "c-1");
    String named = "X-Relay-Campaign: spring-sale\r\n" + OWN;
    Submission plain = SendingFixture.mail(shop, "a@acme.example", "bob@b.example", named);
    Submission byDoor =
        new Submission(
            shop,
            plain.envelope(),
            plain.content(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("summer-sale"),
            Optional.empty());

    assertThat(taken(policy, shop, "a@acme.example", named).owner().campaign())
        .isEqualTo("spring-sale");
    assertThat(taken(policy, shop, "a@acme.example", OWN).owner().campaign()).isEmpty();
    assertThat(((Ruling.Taken) judge(policy, byDoor)).owner().campaign()).isEqualTo("summer-sale");
  }

  @Test
  void shouldRefuseACampaignThatIsNoNameAndSayWhatIsOne() {
    var policy = policy(ACME, domain("acme", "acme.example"), credential("acme", "c-1"));

    assertThat(
            refusal(
                policy,
                holder("acme", "c-1"),
                "a@acme.example",
                "X-Relay-Campaign: spring sale!\r\n" + OWN))
        .startsWith("554 5.6.0 X-Relay-Campaign must be 1 to 64 letters");
  }

  @Test
  void shouldGiveAStrangersMailNoCampaignWhateverItsHeaderSays() {
    var policy = policy(ACME, new InboundDomain("acme", DomainName.of("in.example"), 0));
    ClientSession stranger = Clients.on("mx", ListenerRole.INBOUND, SOMEWHERE);
    String named = "X-Relay-Campaign: spring sale!\r\n" + OWN;

    Ruling ruling =
        judge(policy, SendingFixture.mail(stranger, "x@y.example", "bob@in.example", named));

    assertThat(((Ruling.Taken) ruling).owner().campaign()).isEmpty();
  }

  @Test
  void shouldTakeABoundStreamOfTheLaneThatAMailAsksFor() {
    var policy =
        policy(
            ACME,
            domain("acme", "acme.example"),
            Stream.named("acme", "news", Lane.BULK),
            Stream.named("acme", "codes", Lane.OTP),
            credential("acme", "c-1")
                .withScope(scope(Set.of("news", "codes"), Set.of(), Set.of())));

    Ruling.Taken taken =
        taken(policy, holder("acme", "c-1"), "a@acme.example", "X-Relay-Lane: otp\r\n" + OWN);

    assertThat(taken.stream().name()).isEqualTo("codes");
  }

  @Test
  void shouldKnowClientsOfATenantByTheirAddress() {
    var policy =
        policy(
            ACME,
            domain("acme", "acme.example"),
            Stream.named("acme", "print", Lane.BULK),
            range("acme", "n-1", "198.51.100.0/24", "print"));
    ClientSession printer = Clients.on("mx", ListenerRole.INBOUND, SOMEWHERE);

    assertThat(policy.mayRelay(printer)).isTrue();
    assertThat(taken(policy, printer, "al@acme.example", OWN).owner())
        .isEqualTo(new MailOwner("acme", "print", "n-1"));
    assertThat(refusal(policy, printer, "al@other.example", OWN)).startsWith("550 5.7.1");
    assertThat(policy.mayRelay(Clients.on("mx", ListenerRole.INBOUND, address("203.0.113.9"))))
        .isFalse();
  }

  @Test
  void shouldTakeMailForATenantsInboundDomainFromAnybody() {
    var policy = policy(ACME, new InboundDomain("acme", DomainName.of("acme.example"), 0));
    ClientSession stranger = Clients.stranger();

    assertThat(policy.rcpt(stranger, path("x@y.example"), EmailAddress.parse("al@acme.example"), 0))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(policy.rcpt(stranger, path("x@y.example"), EmailAddress.parse("al@b.example"), 0))
        .isInstanceOf(Verdict.Refused.class);
    Submission mail = mail(stranger, "x@y.example", "al@acme.example", OWN);
    assertThat(((Ruling.Taken) judge(policy, mail)).owner())
        .isEqualTo(new MailOwner("acme", "transactional", ""));
  }

  /** The postmaster's own domain: of no tenant, so its mail is of whoever the settings speak of. */
  @Test
  void shouldTakeMailForADomainOfThePlatformFromAnybody() {
    var policy = policy(ACME, new InboundDomain("", DomainName.of("relay.example"), 0));
    ClientSession stranger = Clients.stranger();

    assertThat(
            policy.rcpt(
                stranger, path("x@y.example"), EmailAddress.parse("postmaster@relay.example"), 0))
        .isEqualTo(Verdict.ALLOWED);
    Submission mail = mail(stranger, "x@y.example", "postmaster@relay.example", OWN);
    assertThat(((Ruling.Taken) judge(policy, mail)).owner())
        .isEqualTo(new MailOwner("default", "transactional", ""));
  }

  @Test
  void shouldNotLetAStrangerChooseAStream() {
    var policy =
        policy(
            ACME,
            new InboundDomain("acme", DomainName.of("acme.example"), 0),
            Stream.named("acme", "codes", Lane.OTP));

    Submission mail = mail(Clients.stranger(), "x@y.example", "al@acme.example", asking("codes"));

    assertThat(((Ruling.Taken) judge(policy, mail)).stream().name()).isEqualTo("transactional");
  }

  private static String streamAsked(ReceptionPolicy policy, String credential, String stream) {
    Stream found =
        taken(policy, holder("acme", credential), "a@acme.example", asking(stream)).stream();
    return found.name() + " " + found.lane().label();
  }

  private static String asking(String stream) {
    return "X-Relay-Stream: " + stream + "\r\n" + OWN;
  }
}
