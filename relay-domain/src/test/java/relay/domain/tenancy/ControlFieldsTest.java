package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.Chance;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.Lane;

/** Field by field, what operators may write about tenants and what belongs to them. */
class ControlFieldsTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);

  @Test
  void shouldFillInATenantThatNothingIsSaidOf() {
    Tenant tenant = (Tenant) read("tenant", "acme", "{}");

    assertThat(tenant.name()).isEqualTo("acme");
    assertThat(tenant.state()).isEqualTo(TenantState.ACTIVE);
    assertThat(tenant.ownDomainsOnly()).isTrue();
    assertThat(tenant.foreignSender()).isEqualTo(ForeignSender.REFUSE);
    assertThat(tenant.limits()).isEqualTo(SendingLimits.NONE);
    // what the settings file configures could always send as anybody
    assertThat(((Tenant) read("tenant", "default", "{}")).ownDomainsOnly()).isFalse();
  }

  @Test
  void shouldFillInAStreamThatOnlyALaneIsSaidOf() {
    Stream stream = (Stream) read("stream", "x", "{'lane':'otp'}");

    assertThat(stream).isEqualTo(Stream.named("acme", "x", Lane.OTP).withVersion(1));
    assertThat(stream.nullPath()).isFalse();
    assertThat(Stream.named("default", "x", Lane.OTP).nullPath()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'lane':'otp','content_retention':'-PT1S'} | content_retention",
        "{'lane':'otp','content_retention':'P36501D'} | content_retention",
        "{'lane':'otp','record_retention':'1d'} | record_retention",
        "{'lane':'otp','in_doubt':'maybe'} | in_doubt",
        "{'lane':'otp','null_path':'true'} | null_path",
        "{'lane':'otp','egress_pool':'Pool 1'} | egress_pool",
        "{'lane':'otp','egress_pool':''} | egress_pool",
        "{'lane':'otp','weight':0} | weight",
        "{'lane':'otp','weight':1001} | weight",
        "{'lane':'otp','window':{'zone':'UTC'}} | window.days",
        "{'lane':'bulk','window':{'days':['mon']}} | window.zone",
        "{'lane':'otp','route':'a/b'} | route",
        "{'lane':'otp','default_from':'a@b.example'} | default_from",
        "{'lane':'otp','default_from':'[192.0.2.1]'} | default_from",
        "{'lane':'otp','retry':{'expire_after':'PT1H'}} | retry.delays",
        "{'lane':'otp','retry':{'delays':[],'expire_after':'PT1H'}} | retry.delays",
        "{'lane':'otp','retry':{'delays':['PT0S'],'expire_after':'PT1H'}} | retry.delays[0]",
        "{'lane':'otp','retry':{'delays':['PT1S','P31D'],'expire_after':'PT1H'}} | retry.delays[1]",
        "{'lane':'otp','retry':{'delays':'PT1S','expire_after':'PT1H'}} | retry.delays",
        "{'lane':'otp','retry':{'delays':['PT1S'],'expire_after':'PT0S'}} | retry.expire_after",
        "{'lane':'otp','retry':[]} | retry",
        "{'lane':'OTP'} | lane",
        "{'lane':7} | lane",
        "{'lane':'otp','limits':{'per_second':1000000001}} | limits.per_second",
        "{'lane':'otp','limits':{'above':'wait'}} | limits.above",
        "{'lane':'otp','limits':7} | limits"
      })
  void shouldNameTheFieldOfAStreamThatBreaksARule(String json, String field) {
    refused("stream", "x", json, field);
  }

  @Test
  void shouldTakeTheBoundsOfARetryScheduleThemselves() {
    String delays = "'PT1S',".repeat(49) + "'P30D'";
    Stream stream =
        (Stream)
            read(
                "stream",
                "x",
                "{'lane':'bulk','retry':{'delays':[" + delays + "],'expire_after':'P30D'}}");

    StreamRetry retry = stream.retry().orElseThrow();
    assertThat(retry.delays()).hasSize(50).startsWith(Duration.ofSeconds(1));
    assertThat(retry.expireAfter()).isEqualTo(Duration.ofDays(30));
    refused(
        "stream",
        "x",
        "{'lane':'bulk','retry':{'delays':['PT1S'," + delays + "],'expire_after':'P30D'}}",
        "retry.delays");
    assertThatThrownBy(() -> new StreamRetry(List.of(), Duration.ofDays(1)))
        .hasMessage("a retry schedule has 1 to 50 delays");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com",
        "example.",
        ".example.org",
        "Example.org",
        "b\u00fccher.example",
        "a..example",
        "a b.example",
        "-a.example",
        "192.0.2.1",
        "[192.0.2.1]",
        "a@b.example",
        "*.example.org",
        "a.example\n"
      })
  void shouldTakeNoDomainButInItsOneForm(String id) {
    refused("domain", id, "{'token':'t'}", "id");
    refused("inbound-domain", id, "{}", "id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/7", "10.0.0.1/8", "10.0.0.0/33", "2001:db8::/15", "localhost", "*"})
  void shouldBindNoClientsThatNobodyCanCount(String range) {
    refused("client-range", "n-1", "{'range':'" + range + "','stream':'bulk'}", "range");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'smtp-user','login_name':' '} | login_name",
        "{'kind':'smtp-user','login_name':'a\\nb'} | login_name",
        "{'kind':'smtp-user','scram':'x'} | scram",
        "{'kind':'smtp-user','networks':['10.0.0.1/8']} | networks[0]",
        "{'kind':'smtp-user','networks':['10.0.0.0/8','x']} | networks[1]",
        "{'kind':'smtp-user','permissions':['send','fly']} | permissions[1]",
        "{'kind':'smtp-user','permissions':'send'} | permissions",
        "{'kind':'smtp-user','scope':{'streams':['A']}} | scope.streams[0]",
        "{'kind':'smtp-user','scope':{'addresses':['a']}} | scope.addresses[0]",
        "{'kind':'smtp-user','scope':{'domains':['a..b']}} | scope.domains[0]",
        "{'kind':'smtp-user','state':'expired'} | state",
        "{'kind':'smtp-user','name':'a\\u0007'} | name",
        "{'kind':'smtp-user','name':'   '} | name",
        "{'kind':'smtp-user','created_at':'2026'} | created_at",
        "{'kind':'SMTP_USER'} | kind"
      })
  void shouldNameTheFieldOfACredentialThatBreaksARule(String json, String field) {
    refused("credential", "c-1", json, field);
  }

  @Test
  void shouldBoundNames() {
    assertThat(((Tenant) read("tenant", "a", "{'name':'" + "x".repeat(200) + "'}")).name())
        .hasSize(200);
    refused("tenant", "a", "{'name':'" + "x".repeat(201) + "'}", "name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "API_TOKEN | '' | '' | '' | token_hash",
        "SMTP_USER | '' | '' | '' | login_name",
        "SMTP_USER | shop | '' | '' | login_name",
        "SMTP_USER | '' | '' | CN=shop | login_name",
        "SMTP_USER | shop | '' | CN=shop | ''",
        "API_TOKEN | '' | h | '' | ''",
        "API_TOKEN | shop | '' | CN=shop | token_hash"
      })
  void shouldDemandWhatProvesACredential(
      CredentialKind kind, String login, String token, String certificate, String field) {
    Proof proof =
        new Proof(
            given(login), Optional.empty(), Optional.empty(), given(token), given(certificate));
    Credential credential = Credential.sender("default", "c-1", kind, proof, Tenancies.NEW_YEAR);

    Optional<Refusal> refusal = KINDS.judgePut(ControlState.EMPTY, credential);

    assertThat(refusal.map(r -> ((Refusal.Invalid) r).field()).orElse("")).isEqualTo(field);
  }

  @Test
  void shouldLetNoTwoCredentialsHaveOneId() {
    ControlState state =
        Tenancies.state(Tenant.of("acme"), Tenant.of("shop"), Tenancies.credential("acme", "c-1"));
    Credential other =
        Credential.sender(
            "shop", "c-1", CredentialKind.API_TOKEN, Proof.token("other"), Tenancies.NEW_YEAR);

    assertThat(KINDS.judgePut(state, other))
        .contains(new Refusal.Conflict("the id is in use; choose another"));
    assertThat(KINDS.judgePut(state, Tenancies.credential("acme", "c-1"))).isEmpty();
  }

  @Test
  void shouldLetNoTwoTenantsTakeMailForOneDomain() {
    ControlState state =
        Tenancies.state(
            Tenant.of("acme"),
            Tenant.of("shop"),
            new InboundDomain("acme", relay.domain.mail.DomainName.of("in.example"), 0));

    assertThat(
            KINDS.judgePut(
                state, new InboundDomain("shop", relay.domain.mail.DomainName.of("in.example"), 0)))
        .contains(new Refusal.Conflict("mail for in.example is taken for another tenant already"));
  }

  @ParameterizedTest
  @CsvSource({"1,0,0,0", "0,1,0,0", "0,0,1,0", "0,0,0,1"})
  void shouldTakeAnySingleLimitForALimit(long second, long minute, long hour, long day) {
    assertThat(new SendingLimits(second, minute, hour, day, OverLimit.REFUSE).isNone()).isFalse();
    assertThat(SendingLimits.NONE.isNone()).isTrue();
  }

  /** Whatever stands in a document, it is read, or the field that is wrong is told. */
  @Test
  void shouldReadOrNameTheFieldWhateverStandsInADocument() {
    List<String> names = new ArrayList<>();
    for (String name :
        "name state lane own_domains_only foreign_sender limits retry scope streams domains addresses permissions networks created_at expires_at login_name password_hash scram token_hash certificate range stream token verified_at kind null_path route egress_pool default_from content_retention record_retention in_doubt"
            .split(" ")) {
      names.add(name);
    }
    String[] values = {
      "null",
      "true",
      "7",
      "-1",
      "1.5",
      "''",
      "'x'",
      "'bulk'",
      "'api-token'",
      "'10.0.0.0/8'",
      "[]",
      "['x']",
      "[7]",
      "{}",
      "{'per_day':'x'}",
      "{'delays':['PT1S']}",
      "'PT1S'",
      "'\\u0000'",
      "'\\ud83d'"
    };
    Chance.rounds(
        1_500,
        random -> {
          StringBuilder json = new StringBuilder("{'kind':'api-token','lane':'bulk','token':'t'");
          for (int i = random.nextInt(4); i >= 0; i--) {
            json.append(",'").append(names.get(random.nextInt(names.size()))).append("':");
            json.append(Chance.oneOf(random, values));
          }
          String kind =
              Chance.oneOf(
                  random,
                  "tenant",
                  "stream",
                  "domain",
                  "credential",
                  "client-range",
                  "inbound-domain");
          String id = kind.contains("domain") ? "a.example" : "acme";
          try {
            ControlObject object = read(kind, id, json + "}");
            assertThat(read(kind, id, KINDS.write(object).toString())).isEqualTo(object);
          } catch (InvalidField e) {
            assertThat(e.field()).isNotBlank();
            assertThat(e.rule()).startsWith("must be");
          }
        });
  }

  private static Optional<String> given(String text) {
    return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static ControlObject read(String kind, String id, String json) {
    ControlKey key = new ControlKey(kind, kind.equals("tenant") ? id : "acme", id);
    return KINDS.read(key, 1, ControlJson.read(json.replace('\'', '"')));
  }

  private static void refused(String kind, String id, String json, String field) {
    assertThatThrownBy(() -> read(kind, id, json))
        .as("%s %s %s", kind, id, json)
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }
}
