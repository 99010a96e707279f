package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.reception.AccountSettingsFixture.CHEAP;
import static relay.domain.reception.AccountSettingsFixture.accounts;
import static relay.domain.tenancy.Tenancies.NEW_YEAR;
import static relay.domain.tenancy.Tenancies.credential;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.authentication.ScramKeys;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.secret.PasswordHash;
import relay.domain.settings.InvalidSetting;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CredentialKind;
import relay.domain.tenancy.Proof;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** Accounts of the settings file and of credentials side by side. */
class JoinedAccountsTest {
  private static final PasswordHash HASH = PasswordHash.of("geheim", CHEAP, new Random(1));
  private static final String SCRAM = ScramKeys.of("geheim", 4096, new Random(1)).text();
  private static final String PRINT = "ab".repeat(32);

  @Test
  void shouldNotLetACredentialTakeTheNameOfAUserOfTheSettingsFile() {
    Accounts file =
        new ConfiguredAccounts(
            accounts()
                .user("shop", "file")
                .with("user.shop.identities", "sha256:" + PRINT)
                .build()
                .users());
    Accounts made =
        credentials(
            holder("c-1", proof(Optional.of("shop"), Optional.empty(), Optional.of(PRINT))),
            holder("c-2", proof(Optional.of("crm"), Optional.empty(), Optional.empty())));
    JoinedAccounts joined = new JoinedAccounts(file, made);

    assertThat(joined.find("shop").orElseThrow().user().credential()).isEmpty();
    assertThat(joined.holderOf("sha256:" + PRINT).orElseThrow().user().credential()).isEmpty();
    assertThat(joined.find("crm").orElseThrow().user().credential()).contains("c-2");
    assertThat(joined.find("nobody")).isEmpty();
    assertThat(joined.holderOf("sha256:" + "cd".repeat(32))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "true, false, false",
    "false, true, false",
    "false, false, false"
  })
  void shouldOfferScramOnlyWhereEverybodyCanUseIt(boolean file, boolean made, boolean all) {
    JoinedAccounts joined = new JoinedAccounts(keys(file), keys(made));

    assertThat(joined.allHaveScramKeys()).isEqualTo(all);
  }

  @Test
  void shouldNotAskForScramKeysOfThoseWhoHaveNoPassword() {
    assertThat(configured(accounts().with("user.a.identities", "dns:a.example")).allHaveScramKeys())
        .isTrue();
    assertThat(configured(accounts().user("a", "x")).allHaveScramKeys()).isFalse();
    assertThat(
            configured(accounts().user("a", "x").with("user.a.scram-keys", SCRAM))
                .allHaveScramKeys())
        .isTrue();
    assertThat(
            configured(accounts().user("a", "x").with("user.a.scram-keys", SCRAM).user("b", "y"))
                .allHaveScramKeys())
        .isFalse();
    assertThat(configured(accounts()).allHaveScramKeys()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sha256:" + "ababababababababababababababababababababababababababababababab, false",
    "'subject:CN=shop,O=Acme', true",
    "'subject:CN=shop', false",
    "'subject:', false",
    "'CN=shop,O=Acme', false",
    "'email:CN=shop,O=Acme', false",
    "'dns:CN=shop,O=Acme', false",
    "'', false",
    "api-token:, false"
  })
  void shouldFindTheHolderOfACertificateByItsSubject(String identity, boolean found) {
    Accounts made =
        credentials(
            holder(
                "c-1", proof(Optional.of("shop"), Optional.empty(), Optional.of("CN=shop,O=Acme"))),
            holder("c-2", proof(Optional.of("crm"), Optional.empty(), Optional.empty())));

    assertThat(made.holderOf(identity).isPresent()).isEqualTo(found);
  }

  /** An authority may sign a certificate with an empty subject; it is nobody's. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\t"})
  void shouldRecogniseNobodyByNothing(String blank) {
    JsonObject json =
        ControlJson.read(
            "{\"kind\":\"smtp-user\",\"login_name\":\"shop\",\"password_hash\":\""
                + HASH.text()
                + "\",\"certificate\":\""
                + blank
                + "\",\"token_hash\":\""
                + blank
                + "\"}");
    Credential read = TenancyKinds.CREDENTIAL.read(Credential.key("acme", "c-1"), 1, json);
    Accounts made = credentials(read);

    assertThat(read.proof().certificate()).isEmpty();
    assertThat(read.proof().tokenHash()).isEmpty();
    for (String identity :
        List.of("subject:", "sha256:", "api-token:", "subject: ", "api-token: ")) {
      assertThat(made.holderOf(identity)).as(identity).isEmpty();
    }
  }

  @Test
  void shouldNameTheHolderOfACredentialByItsTenant() {
    Credential holder =
        holder("c-1", proof(Optional.of("shop"), Optional.of("h"), Optional.empty()));
    Account account = credentials(holder).find("shop").orElseThrow();

    assertThat(account.user())
        .isEqualTo(
            new AuthenticatedUser(holder.name(), Optional.empty(), "acme", Optional.of("c-1")));
    assertThat(account.password()).contains(HASH);
    assertThat(account.scram().map(ScramKeys::text)).contains(SCRAM);
    assertThat(
            credentials(credential("acme", "c-9")).holderOf("api-token:hash of c-9").orElseThrow())
        .satisfies(a -> assertThat(a.loginName()).isEqualTo("c-9"))
        .satisfies(a -> assertThat(a.password()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user.zed.login-name | shop | user.zed.login-name",
        "user.zed.login-name | SHOP | user.zed.login-name",
        "user.zed.identities | email:a@x.example | user.zed.identities"
      })
  void shouldNotShareANameOrAProofBetweenTwoUsers(String key, String value, String named) {
    AccountSettingsFixture twice =
        accounts()
            .user("shop", "x")
            .with("user.shop.identities", "email:a@x.example")
            .user("zed", "y")
            .with(key, value);

    assertThatThrownBy(twice::build)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("setting " + named + " = ")
        .hasMessageContaining("of another user too");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user.a.identities | sha256:ABAB",
        "user.a.identities | email:Ann@x.example",
        "user.a.identities | dns:a b",
        "user.a.identities | token:idp",
        "user.a.identities | token:IDP/7",
        "user.a.identities | CN=shop",
        "user.a.scram-keys | SCRAM-SHA-1$4096:QUJD$QUJD:QUJD",
        "user.a.password-hash | $argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "user.a.lane | fast",
        "login.mechanisms | plain,cram-md5",
        "login.channel-bindings | tls-unique"
      })
  void shouldNameTheSettingOfAUserThatCannotBe(String key, String value) {
    AccountSettingsFixture wrong = accounts().with(key, value);

    assertThatThrownBy(wrong::build)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("setting " + key + " = ")
        .hasMessageContaining(": must be ");
  }

  private static Accounts keys(boolean allHaveKeys) {
    AccountSettingsFixture one = accounts().user("a", "x");
    return configured(allHaveKeys ? one.with("user.a.scram-keys", SCRAM) : one);
  }

  private static Accounts configured(AccountSettingsFixture fixture) {
    return new ConfiguredAccounts(fixture.build().users());
  }

  private static Accounts credentials(Credential... holders) {
    ControlObject[] objects = new ControlObject[holders.length + 1];
    System.arraycopy(holders, 0, objects, 1, holders.length);
    objects[0] = Tenant.of("acme");
    Tenancy tenancy = Tenancies.with(objects);
    return new CredentialAccounts(() -> tenancy);
  }

  private static Credential holder(String id, Proof proof) {
    return Credential.sender("acme", id, CredentialKind.SMTP_USER, proof, NEW_YEAR);
  }

  private static Proof proof(
      Optional<String> loginName, Optional<String> tokenHash, Optional<String> certificate) {
    return new Proof(loginName, Optional.of(HASH), Optional.of(SCRAM), tokenHash, certificate);
  }
}
