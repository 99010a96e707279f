package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.tenancy.Tenancies.NEW_YEAR;
import static relay.domain.tenancy.Tenancies.activeKey;
import static relay.domain.tenancy.Tenancies.credential;
import static relay.domain.tenancy.Tenancies.domain;
import static relay.domain.tenancy.Tenancies.key;
import static relay.domain.tenancy.Tenancies.pending;
import static relay.domain.tenancy.Tenancies.range;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.Lane;
import relay.domain.secret.PasswordHash;

/** Everything that is refused about tenants and what is theirs, with the words that are told. */
class EveryRefusalTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  private static final Tenant ACME = Tenant.of("acme");
  private static final String LONG = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(50);

  @Test
  void shouldKeepATenantThatStillHasSomething() {
    Stream stream = Stream.named("acme", "news", Lane.BULK);

    assertThat(delete(Tenancies.state(ACME, stream), ACME))
        .isEqualTo("tenant acme still has stream acme/news; delete it");
    assertThat(
            delete(Tenancies.state(ACME, Tenant.of("acme2"), pending("acme2", "a.example")), ACME))
        .isEmpty();
  }

  @Test
  void shouldKeepADomainWhoseKeysAreStillInTheDns() {
    SendingDomain domain = domain("acme", "acme.example");

    for (KeyState state : KeyState.values()) {
      DomainKey key = key("acme", "acme.example", "s1").in(state, NEW_YEAR);
      assertThat(delete(Tenancies.state(ACME, domain, key), domain))
          .as("%s", state)
          .isEqualTo(
              state == KeyState.REMOVED
                  ? ""
                  : "acme.example still has the DKIM key s1; remove its keys first");
    }
    DomainKey others = key("evil", "acme.example", "s1");
    DomainKey below = key("acme", "shop.acme.example", "s1");
    assertThat(delete(Tenancies.state(ACME, domain, others, below), domain)).isEmpty();
  }

  @Test
  void shouldKeepAStreamThatSomethingIsBoundTo() {
    Stream news = Stream.named("acme", "news", Lane.BULK);
    Credential bound =
        credential("acme", "c-1").withScope(Tenancies.scope(Set.of("news"), Set.of(), Set.of()));
    String refused = "credentials or client ranges are bound to stream news; change them first";

    assertThat(delete(Tenancies.state(ACME, news, bound), news)).isEqualTo(refused);
    assertThat(delete(Tenancies.state(ACME, news, range("acme", "n", "10.0.0.0/8", "news")), news))
        .isEqualTo(refused);
    assertThat(delete(Tenancies.state(ACME, news, credential("acme", "c-2")), news)).isEmpty();
    assertThat(delete(Tenancies.state(ACME, news, range("evil", "n", "10.0.0.0/8", "news")), news))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "otp, OTP, true",
    "otp, BULK, false",
    "bulk, TRANSACTIONAL, false",
    "news, OTP, true"
  })
  void shouldKeepTheLaneThatAStreamIsNamedAfter(String name, Lane lane, boolean taken) {
    String words = put(Tenancies.state(ACME), Stream.named("acme", name, lane));

    assertThat(words)
        .isEqualTo(taken ? "" : "lane must be " + name + " in the stream of that name");
  }

  @Test
  void shouldTakeMailForADomainForOneTenant() {
    InboundDomain ours = new InboundDomain("acme", DomainName.of("in.example"), 0);
    InboundDomain theirs = new InboundDomain("evil", DomainName.of("in.example"), 0);
    ControlState state = Tenancies.state(ACME, Tenant.of("evil"), ours);

    assertThat(put(state, theirs))
        .isEqualTo("mail for in.example is taken for another tenant already");
    assertThat(put(state, ours)).isEmpty();
    assertThat(put(state, new InboundDomain("evil", DomainName.of("x.in.example"), 0))).isEmpty();
  }

  @Test
  void shouldBindTheClientsOfANetworkOnce() {
    ControlState state = Tenancies.state(ACME, range("acme", "n-1", "10.0.0.0/8", "bulk"));

    assertThat(put(state, range("acme", "n-2", "::ffff:10.0.0.0/104", "otp")))
        .isEqualTo(
            "clients of 10.0.0.0/8 are bound already; change that range, or take a smaller one:"
                + " the smallest counts");
    assertThat(put(state, range("acme", "n-1", "10.0.0.0/8", "otp"))).isEmpty();
    assertThat(put(state, range("acme", "n-2", "10.0.0.0/9", "otp"))).isEmpty();
    assertThat(put(state, range("acme", "n-2", "10.0.0.0/9", "none")))
        .isEqualTo("tenant acme has no stream none; make the stream first");
  }

  @Test
  void shouldLeadACertificateToOneCredentialOfThePlatform() {
    PasswordHash hash = PasswordHash.of("x", new PasswordHash.Cost(64, 1, 1), new Random(1));
    ControlState state =
        Tenancies.state(ACME, Tenant.of("evil"), user("acme", "c-1", "shop", "CN=shop", hash));

    assertThat(put(state, user("evil", "c-2", "crm", "CN=shop", hash)))
        .isEqualTo("the token or certificate belongs to another credential");
    assertThat(put(state, user("evil", "c-2", "shop", "CN=crm", hash)))
        .isEqualTo("the login name is in use; choose another");
    assertThat(put(state, user("evil", "c-1", "crm", "CN=crm", hash)))
        .isEqualTo("the id is in use; choose another");
    assertThat(put(state, user("evil", "c-2", "crm", "CN=crm", hash))).isEmpty();
    assertThat(put(state, user("acme", "c-1", "shop", "CN=shop", hash))).isEmpty();
  }

  @Test
  void shouldLetOneKeyOfEachAlgorithmSignForADomain() {
    ControlState state =
        Tenancies.state(ACME, domain("acme", "a.example"), activeKey("acme", "a.example", "s1"));

    assertThat(put(state, activeKey("acme", "a.example", "s2")))
        .isEqualTo("s1 is the active key of this algorithm");
    assertThat(put(state, key("acme", "b.example", "s2")))
        .isEqualTo("there is no domain b.example; make the domain first");
  }

  /** The proof and the keys of a domain stand in names below it, of 253 characters at most. */
  @ParameterizedTest
  @CsvSource({"180, true", "181, false", "253, false"})
  void shouldLeaveRoomForTheRecordsOfADomain(int length, boolean taken) {
    String longer = LONG + "." + "d".repeat(62) + "." + "e".repeat(63);
    String name = "x" + longer.substring(longer.length() - length + 1);
    SendingDomain domain = pending("acme", name);

    assertThat(put(Tenancies.state(ACME), domain))
        .isEqualTo(
            taken
                ? ""
                : "id must have 180 characters at most, for the names of its records stand before"
                    + " it");
    if (taken) {
      assertThat(domain.proofName().ascii()).endsWith(name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | domain must be given",
        "{'domain':'a b'} | domain must be a domain name",
        "{'domain':'a.example'} | selector must be 1 to 63 lower-case letters, digits and inner"
            + " hyphens",
        "{'domain':'a.example','selector':'S1'} | selector must be 1 to 63 lower-case letters,"
            + " digits and inner hyphens",
        "{'domain':'a.example','selector':'s2'} | id must be the name of the record",
        "{'domain':'b.example','selector':'s1'} | id must be the name of the record",
        "{'domain':'a.example','selector':'s1'} | private_key must be given until the key is"
            + " removed",
        "{'domain':'a.example','selector':'s1','state':'removed','private_key':'x'} | private_key"
            + " must be given until the key is removed",
        "{'domain':'a.example','selector':'s1','state':'lost'} | state must be one of pending,"
            + " published, active, retired, removed",
        "{'domain':'a.example','selector':'s1','private_key':'x'} | algorithm must be rsa-sha256 or"
            + " ed25519-sha256",
        "{'domain':'a.example','selector':'s1','private_key':'x','algorithm':'rsa-sha1'} |"
            + " algorithm must be rsa-sha256 or ed25519-sha256",
        "{'domain':'a.example','selector':'s1','private_key':'x','algorithm':'rsa-sha256'} | record"
            + " must be given",
        "{'domain':'a.example','selector':'s1','private_key':'x','algorithm':'rsa-sha256',"
            + "'record':'p=A','dns':'gone'} | dns must be one of unknown, ok, missing, wrong",
        "{'domain':'a.example','selector':'s1','private_key':'x','algorithm':'rsa-sha256',"
            + "'record':'p=A','since':'now'} | since must be an instant such as"
            + " 2026-01-31T12:00:00Z"
      })
  void shouldNameWhatIsWrongWithAKey(String json, String words) {
    ControlKey key = DomainKey.key("acme", DomainName.of("a.example"), "s1");

    assertThatThrownBy(() -> KINDS.read(key, 1, ControlJson.read(json.replace('\'', '"'))))
        .isInstanceOf(InvalidField.class)
        .hasMessage(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ramp.start must be given: recipients of the first day",
        "{'start':0} | ramp.start must be a whole number from 1 to 1000000000",
        "{'start':1000000001} | ramp.start must be a whole number from 1 to 1000000000",
        "{'start':1,'growth_percent':0} | ramp.growth_percent must be a whole number from 1 to 900",
        "{'start':1,'growth_percent':901} | ramp.growth_percent must be a whole number from 1 to"
            + " 900",
        "{'start':1,'days':366} | ramp.days must be a whole number from 1 to 365",
        "{'start':1,'bounce_percent_max':101} | ramp.bounce_percent_max must be a whole number from"
            + " 0 to 100"
      })
  void shouldNameWhatIsWrongWithARamp(String json, String words) {
    String tenant = "{'ramp':" + json + "}";

    assertThatThrownBy(
            () -> KINDS.read(Tenant.key("acme"), 1, ControlJson.read(tenant.replace('\'', '"'))))
        .isInstanceOf(InvalidField.class)
        .hasMessage(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "a b", "a/b", "\u00fc", "a\n"})
  void shouldRefuseAnIdThatIsNotSafeInAPath(String id) {
    assertThatThrownBy(() -> ObjectIds.checked(id))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("id must be 1 to 64 letters, digits, dots, hyphens or underscores");
  }

  @Test
  void shouldBoundIds() {
    assertThat(ObjectIds.checked("a".repeat(64))).hasSize(64);
    assertThatThrownBy(() -> ObjectIds.checked("a".repeat(65))).isInstanceOf(InvalidField.class);
  }

  private static Credential user(
      String tenant, String id, String login, String certificate, PasswordHash hash) {
    Proof proof =
        new Proof(
            Optional.of(login),
            Optional.of(hash),
            Optional.empty(),
            Optional.empty(),
            Optional.of(certificate));
    return Credential.sender(tenant, id, CredentialKind.SMTP_USER, proof, NEW_YEAR);
  }

  private static String put(ControlState state, ControlObject object) {
    return KINDS.judgePut(state, object).map(EveryRefusalTest::words).orElse("");
  }

  private static String delete(ControlState state, ControlObject object) {
    return KINDS.judgeDelete(state, object).map(EveryRefusalTest::words).orElse("");
  }

  private static String words(Refusal refusal) {
    return refusal instanceof Refusal.Invalid invalid
        ? invalid.field() + " " + invalid.rule()
        : ((Refusal.Conflict) refusal).why();
  }
}
