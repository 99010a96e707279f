package relay.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.access.Identity;
import relay.domain.access.Role;
import relay.domain.administration.ChangeResult;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.tenancy.Tenant;

class UserKindTest {
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final Users users = new Users(store);

  @BeforeEach
  void make() {
    store.apply(new ControlChange.Create(Tenant.of("acme")), new Actor("admin", "test"));
  }

  @Test
  void shouldMakePasswordKeyAndRecoveryCodesAndShowEachOnce() {
    ChangeResult.Done made = users.made("", "olga+relay@example.com", "{\"role\":\"operator\"}");

    assertThat(made.shownOnce())
        .containsOnlyKeys("password", "totp_secret", "totp_uri", "recovery_codes");
    assertThat(made.shownOnce().get("recovery_codes").split(" ")).hasSize(10);
    String secret = made.shownOnce().get("totp_secret");
    assertThat(secret).isEqualTo(Totp.base32(users.totpKey("", "olga+relay@example.com")));
    assertThat(made.shownOnce().get("totp_uri"))
        .isEqualTo(
            "otpauth://totp/relay:olga%2Brelay%40example.com?secret=" + secret + "&issuer=relay");
    assertThat(made.toString()).doesNotContain(secret);
    assertThat(users.changed("", "olga+relay@example.com", "{\"name\":\"Olga\"}").shownOnce())
        .isEmpty();
  }

  @Test
  void shouldShowNoSecretOfAUserAndHowManyRecoveryCodesAreLeft() {
    users.made("", "olga", "{\"role\":\"operator\"}");

    var shown = users.shown("", "olga");

    assertThat(shown.getString("password_hash")).isEqualTo(ControlKinds.MASK);
    assertThat(shown.getString("totp")).isEqualTo(ControlKinds.MASK);
    assertThat(shown.getString("recovery_hashes")).isEqualTo(ControlKinds.MASK);
    assertThat(shown.getInt("recovery_codes_left")).isEqualTo(10);
  }

  /** Else his codes would fail once the old master key is gone. */
  @Test
  void shouldSealTheKeyOfTheCodesAnewAndNothingElse() {
    users.made("", "olga", "{\"role\":\"operator\"}");
    LocalUser before = users.find("", "olga");

    LocalUser after =
        UserKind.USER.resealed(before, (text, place) -> "sealed:1:new:" + place.length());

    String place = LocalUser.totpPlace(before.key());
    assertThat(after.sealedTotp()).contains("sealed:1:new:" + place.length());
    assertThat(after.password()).isEqualTo(before.password());
    assertThat(after.recoveryHashes()).isEqualTo(before.recoveryHashes());
    assertThat(UserKind.USER.resealed(before, (text, where) -> text)).isSameAs(before);
  }

  @Test
  void shouldTakeAShownUserBackAsHeIs() {
    users.made("", "olga", "{\"role\":\"operator\"}");
    LocalUser before = users.find("", "olga");

    ChangeResult.Done again = users.changed("", "olga", users.shown("", "olga").toString());

    assertThat(again.action()).isEqualTo("none");
    assertThat(users.find("", "olga")).isEqualTo(before);
  }

  @Test
  void shouldKeepTheSecondFactorWhenThePasswordIsChanged() {
    users.made("", "olga", "{\"role\":\"operator\"}");
    LocalUser before = users.find("", "olga");

    users.changed("", "olga", "{\"password\":\"correct horse battery\"}");

    LocalUser after = users.find("", "olga");
    assertThat(after.password().verify("correct horse battery")).isTrue();
    assertThat(after.sealedTotp()).isEqualTo(before.sealedTotp());
    assertThat(after.recoveryHashes()).isEqualTo(before.recoveryHashes());
  }

  @ParameterizedTest
  @CsvSource({
    "'', tenant-reader, must be platform-administrator or operator",
    "'', sender, must be platform-administrator or operator",
    "'', king, role",
    "acme, operator, must be tenant-administrator or tenant-reader",
    "acme, platform-administrator, must be tenant-administrator or tenant-reader",
    "acme, sender, must be tenant-administrator or tenant-reader"
  })
  void shouldGiveRolesOfTenantsToTheirPeopleOnly(String tenant, String role, String rule) {
    assertThat(Users.why(users.put(tenant, "ann", "{\"role\":\"" + role + "\"}"))).contains(rule);
  }

  @Test
  void shouldBelongToItsTenant() {
    users.made("acme", "ann", "{\"role\":\"tenant-reader\"}");

    assertThat(users.find("acme", "ann").identity())
        .isEqualTo(Identity.ofTenant("ann", Role.TENANT_READER, "acme"));
  }

  @Test
  void shouldGiveALoginNameOnceOnTheWholePlatform() {
    users.made("", "olga", "{\"role\":\"operator\"}");

    assertThat(Users.why(users.put("acme", "olga", "{\"role\":\"tenant-reader\"}")))
        .isEqualTo("the login name olga is taken");
    assertThat(Users.why(users.put("nobody", "ann", "{\"role\":\"tenant-reader\"}")))
        .contains("there is no tenant nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "Olga", "-olga", "ol ga", "olga:x", "olga\nx"})
  void shouldRefuseNamesThatCouldBeMistakenForOthers(String id) {
    assertThat(Users.why(users.put("", id, "{\"role\":\"operator\"}"))).startsWith("id must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "aaaaaaaaaaaaaaaaaaaa", "this is olga or so"})
  void shouldRefuseWeakPasswords(String password) {
    String document = "{\"role\":\"operator\",\"password\":\"" + password + "\"}";

    assertThat(Users.why(users.put("", "olga", document))).startsWith("password must");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"role\":\"operator\",\"totp\":\"mine\"}",
        "{\"role\":\"operator\",\"recovery_hashes\":[\"mine\"]}",
        "{\"role\":\"operator\",\"password_hash\":\"mine\"}",
        "{\"role\":\"operator\",\"name\":\"\"}",
        "{\"role\":\"operator\",\"shoe_size\":\"44\"}"
      })
  void shouldRefuseWhatOnlyTheRelaySetsOrNobodyKnows(String document) {
    assertThat(users.put("", "olga", document)).isInstanceOf(ChangeResult.Refused.class);
  }

  @Test
  void shouldKeepATenantThatHasPeople() {
    users.made("acme", "ann", "{\"role\":\"tenant-reader\"}");

    ControlOutcome outcome =
        store.preview(java.util.List.of(new ControlChange.Delete(Tenant.key("acme"), 0)));

    assertThat(outcome).isInstanceOf(ControlOutcome.Refused.class);
  }

  @Test
  void shouldNotOpenTheKeyOfOneUserForAnother() {
    users.made("", "olga", "{\"role\":\"operator\"}");
    users.made("", "otto", "{\"role\":\"operator\"}");

    assertThat(users.find("", "olga").sealedTotp())
        .isNotEqualTo(users.find("", "otto").sealedTotp());
    assertThat(new String(users.totpKey("", "olga"), StandardCharsets.ISO_8859_1))
        .isNotEqualTo(new String(users.totpKey("", "otto"), StandardCharsets.ISO_8859_1));
  }
}
