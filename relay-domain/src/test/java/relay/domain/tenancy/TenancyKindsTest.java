package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tenancy.Tenancies.activeKey;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.key;
import static relay.domain.tenancy.Tenancies.pending;
import static relay.domain.tenancy.Tenancies.range;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.authentication.ScramKeys;
import relay.domain.control.ChangeBook;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlChange.Delete;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.Lane;
import relay.domain.mail.NetworkRange;
import relay.domain.secret.PasswordHash;

class TenancyKindsTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final PasswordHash HASH =
      PasswordHash.of("correct horse", new PasswordHash.Cost(64, 1, 1), new Random(1));

  @Test
  void shouldOfferToUnsubscribeOnlyWithReturnPathsOfOurs() {
    var key = new ControlKey("stream", "acme", "news");

    assertThatThrownBy(
            () ->
                new StreamKind()
                    .read(key, 1, ControlJson.read("{\"lane\":\"bulk\",\"unsubscribe\":true}")))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("unsubscribe needs return_path token");
  }

  @Test
  void shouldNotTrackMailOfOthersMakingWhereNothingIsTracked() {
    var key = Stream.key("acme", "news");

    assertThatThrownBy(
            () ->
                new StreamKind()
                    .read(
                        key, 1, ControlJson.read("{\"lane\":\"bulk\",\"tracking_of_smtp\":true}")))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("tracking_of_smtp needs tracking aggregate or identified");
  }

  @Test
  void shouldReadBackWhatIsTrackedAndOffered() {
    assertRoundTrip(
        Tenant.of("acme").withTrackingDomain(DomainName.of("click.acme.example")).withVersion(3));
    assertRoundTrip(StreamBuilder.aStream("acme", "news").unsubscribe().build());
    assertRoundTrip(StreamBuilder.aStream("acme", "news").tracking(TrackingMode.AGGREGATE).build());
    assertRoundTrip(
        StreamBuilder.aStream("acme", "news").trackingOfSmtp(TrackingMode.IDENTIFIED).build());
  }

  @Test
  void shouldReadBackEverythingThatItWrites() {
    SendingLimits limits = new SendingLimits(1, 2, 3, 4, OverLimit.HOLD);
    assertRoundTrip(
        new Tenant("acme", 7, "Acme", TenantState.SUSPENDED, true, ForeignSender.REWRITE, limits));
    assertRoundTrip(Tenant.DEFAULT.withVersion(2));
    assertRoundTrip(Stream.named("acme", "plain", Lane.BULK).withVersion(1));
    assertRoundTrip(
        new Stream(
            "acme",
            "receipts",
            3,
            Lane.TRANSACTIONAL,
            Optional.of(DomainName.of("acme.example")),
            Optional.of(Duration.ofDays(3)),
            Optional.of(Duration.ofDays(30)),
            Optional.of(InDoubtPolicy.GIVE_UP),
            Optional.of(
                new StreamRetry(
                    List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)), Duration.ofHours(4))),
            true,
            Optional.of("pool-1"),
            Optional.of("smarthost"),
            Optional.empty(),
            limits,
            ReturnPathForm.AS_GIVEN,
            1,
            Optional.empty(),
            false,
            StreamTracking.OFF));
    assertRoundTrip(pending("acme", "acme.example").withVersion(1));
    assertRoundTrip(domain("acme", "acme.example").withVersion(1));
    assertRoundTrip(key("acme", "acme.example", "s1").withVersion(1));
    assertRoundTrip(key("acme", "acme.example", "s1").in(KeyState.REMOVED, NOW).withVersion(2));
    assertRoundTrip(new InboundDomain("acme", DomainName.of("acme.example"), 4));
    assertRoundTrip(range("acme", "n-1", "10.0.0.0/8", "bulk").withVersion(1));
    assertRoundTrip(
        new Credential(
            "acme",
            "c-1",
            9,
            CredentialKind.SMTP_USER,
            "Shop",
            CredentialState.DISABLED,
            new Proof(
                Optional.of("shop"),
                Optional.of(HASH),
                Optional.of(ScramKeys.of("correct horse", 4096, new Random(1)).text()),
                Optional.of("hash"),
                Optional.of("CN=shop")),
            Tenancies.scope(Set.of("bulk"), Set.of("acme.example"), Set.of("a@b.example")),
            Set.of(Permission.SEND, Permission.READ),
            NOW,
            Optional.of(NOW.plusSeconds(60)),
            List.of(NetworkRange.parse("192.0.2.0/24")),
            limits));
  }

  @Test
  void shouldShowNoSecretInTheMaskedForm() {
    Credential user =
        Credential.sender(
            "acme", "c-1", CredentialKind.SMTP_USER, Proof.password("shop", HASH), NOW);

    assertThat(KINDS.masked(user).toString())
        .contains("\"password_hash\":\"***\"", "\"login_name\":\"shop\"")
        .doesNotContain("argon2");
    assertThat(user.toString()).doesNotContain("argon2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenant | Acme | {} | id",
        "tenant | -acme | {} | id",
        "tenant | acme | {\"state\":\"gone\"} | state",
        "tenant | acme | {\"name\":\"\"} | name",
        "tenant | acme | {\"limits\":{\"per_day\":-1}} | limits.per_day",
        "tenant | acme | {\"own_domains_only\":\"yes\"} | own_domains_only",
        "stream | x | {} | lane",
        "stream | x y | {\"lane\":\"bulk\"} | id",
        "stream | x | {\"lane\":\"bulk\",\"retry\":{\"delays\":[\"1m\"]}} | retry.delays[0]",
        "stream | x | {\"lane\":\"bulk\",\"retry\":{\"delays\":[\"PT1M\"]}} | retry.expire_after",
        "domain | com | {\"token\":\"t\"} | id",
        "domain | ACME.example | {\"token\":\"t\"} | id",
        "client-range | n-1 | {\"range\":\"0.0.0.0/0\",\"stream\":\"bulk\"} | range",
        "client-range | n-1 | {\"range\":\"10.0.0.0/8\"} | stream",
        "credential | c-1 | {} | kind",
        "credential | c-1 | {\"kind\":\"api-token\",\"expires_at\":\"soon\"} | expires_at",
        "credential | c-1 | {\"kind\":\"api-token\",\"scope\":{\"domains\":[7]}} |"
            + " scope.domains[0]",
        "credential | c-1 | {\"kind\":\"smtp-user\",\"password_hash\":\"secret\"} | password_hash",
      })
  void shouldNameTheFieldThatBreaksARule(String kind, String id, String json, String field) {
    ControlKey key = new ControlKey(kind, kind.equals("tenant") ? id : "acme", id);

    assertThatThrownBy(() -> KINDS.find(kind).orElseThrow().read(key, 1, ControlJson.read(json)))
        .isInstanceOfSatisfying(
            InvalidField.class, e -> assertThat(e.field()).as(e.getMessage()).isEqualTo(field));
  }

  @Test
  void shouldLetManyClaimADomainAndOneHaveIt() {
    ControlState state =
        Tenancies.state(Tenant.of("acme"), Tenant.of("evil"), domain("acme", "acme.example"));

    assertThat(decide(state, pending("evil", "acme.example")))
        .isInstanceOf(ControlOutcome.Done.class);
    assertConflict(decide(state, domain("evil", "acme.example")), "another tenant");
    assertThat(decide(state, domain("evil", "shop.acme.example")))
        .isInstanceOf(ControlOutcome.Done.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "domain", "credential", "range", "inbound"})
  void shouldRefuseWhatBelongsToNobody(String what) {
    ControlObject orphan =
        switch (what) {
          case "stream" -> Stream.named("nobody", "x", Lane.BULK);
          case "domain" -> pending("nobody", "acme.example");
          case "credential" -> credential("nobody", "c-1");
          case "range" -> range("nobody", "n-1", "10.0.0.0/8", "bulk");
          default -> new InboundDomain("nobody", DomainName.of("acme.example"), 0);
        };

    assertConflict(decide(ControlState.EMPTY, orphan), "no tenant nobody");
  }

  @Test
  void shouldTakeAnInboundDomainOnceForThePlatformOrATenant() {
    DomainName name = DomainName.of("in.example");
    InboundDomain platform = new InboundDomain("", name, 0);
    ControlState empty = Tenancies.state(Tenant.of("acme"));

    assertThat(decide(empty, platform)).isInstanceOf(ControlOutcome.Done.class);
    assertConflict(
        decide(Tenancies.state(Tenant.of("acme"), platform), new InboundDomain("acme", name, 0)),
        "for the platform");
    assertConflict(
        decide(Tenancies.state(Tenant.of("acme"), new InboundDomain("acme", name, 0)), platform),
        "for another tenant");
  }

  @Test
  void shouldLeadOneLoginNameTokenOrRangeToOneHolder() {
    Credential shop =
        Credential.sender(
            "acme", "c-1", CredentialKind.SMTP_USER, Proof.password("shop", HASH), NOW);
    ControlState state =
        Tenancies.state(
            Tenant.of("acme"),
            Tenant.of("evil"),
            shop,
            credential("acme", "c-2"),
            range("acme", "n-1", "10.0.0.0/8", "bulk"));

    assertConflict(
        decide(
            state,
            Credential.sender(
                "evil", "c-9", CredentialKind.SMTP_USER, Proof.password("shop", HASH), NOW)),
        "login name");
    assertConflict(
        decide(
            state,
            Credential.sender(
                "evil", "c-9", CredentialKind.API_TOKEN, Proof.token("hash of c-2"), NOW)),
        "another credential");
    assertConflict(decide(state, credential("evil", "c-1")), "id is in use");
    assertConflict(decide(state, range("evil", "n-9", "10.0.0.0/8", "otp")), "bound already");
    assertThat(decide(state, range("evil", "n-9", "10.9.0.0/16", "otp")))
        .isInstanceOf(ControlOutcome.Done.class);
  }

  @Test
  void shouldBindOnlyToStreamsThatAreThereAndKeepThemWhileSomethingIsBound() {
    ControlState state =
        Tenancies.state(Tenant.of("acme"), Stream.named("acme", "receipts", Lane.BULK));
    Credential bound =
        credential("acme", "c-1")
            .withScope(Tenancies.scope(Set.of("receipts"), Set.of(), Set.of()));

    assertConflict(decide(state, range("acme", "n-1", "10.0.0.0/8", "x")), "no stream x");
    ChangeBook book = new ChangeBook(KINDS, state);
    book.decide(List.of(new Create(bound)));

    assertConflict(
        new ChangeBook(KINDS, book.state())
            .decide(List.of(new Delete(Stream.key("acme", "receipts"), 0))),
        "bound to stream");
  }

  @Test
  void shouldKeepTheLaneOfAStreamThatIsNamedAfterOne() {
    assertThat(decide(Tenancies.state(Tenant.of("acme")), Stream.named("acme", "otp", Lane.BULK)))
        .isInstanceOfSatisfying(
            ControlOutcome.Refused.class,
            r -> assertThat(r.why()).isInstanceOf(Refusal.Invalid.class));
  }

  private static ControlOutcome decide(ControlState state, ControlObject object) {
    return new ChangeBook(KINDS, state).decide(List.of(new Create(object)));
  }

  private static void assertConflict(ControlOutcome outcome, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ControlOutcome.Refused.class,
            refused ->
                assertThat(refused.why())
                    .isInstanceOfSatisfying(
                        Refusal.Conflict.class, c -> assertThat(c.why()).contains(words)));
  }

  private static void assertRoundTrip(ControlObject object) {
    ControlKind<?> kind = KINDS.find(object.key().kind()).orElseThrow();
    String json = KINDS.write(object).toString();

    assertThat(kind.read(object.key(), object.version(), ControlJson.read(json)))
        .as(json)
        .isEqualTo(object);
  }

  @Test
  void shouldRefuseAKeyOfADomainThatIsNotThere() {
    assertThat(KINDS.judgePut(Tenancies.state(), key("acme", "acme.example", "s1")))
        .containsInstanceOf(Refusal.Conflict.class);
  }

  @Test
  void shouldLetOneKeyOfAnAlgorithmSign() {
    ControlState state =
        Tenancies.state(domain("acme", "acme.example"), activeKey("acme", "acme.example", "s1"));

    assertThat(KINDS.judgePut(state, activeKey("acme", "acme.example", "s2")))
        .containsInstanceOf(Refusal.Conflict.class);
    assertThat(KINDS.judgePut(state, activeKey("acme", "acme.example", "s1"))).isEmpty();
    assertThat(KINDS.judgePut(state, key("acme", "acme.example", "s2"))).isEmpty();
  }

  @Test
  void shouldBoundTheKeysOfADomain() {
    List<ControlObject> objects = new java.util.ArrayList<>();
    objects.add(domain("acme", "acme.example"));
    for (int i = 0; i < 20; i++) {
      objects.add(key("acme", "acme.example", "s" + i));
    }
    ControlState state = Tenancies.state(objects.toArray(ControlObject[]::new));

    assertThat(KINDS.judgePut(state, key("acme", "acme.example", "s20")))
        .containsInstanceOf(Refusal.Conflict.class);
  }
}
