package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.reception.AccountSettingsFixture.accounts;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;
import relay.domain.settings.InvalidSetting;

class AccountSettingsTest {

  @Test
  void shouldReadUsersWithLoginNameAndLane() {
    AccountSettings read =
        accounts()
            .user("shop", "geheim")
            .with("user.shop.login-name", "Shop@Example.org")
            .with("user.shop.lane", "otp")
            .user("news", "auch")
            .build();

    Accounts users = new ConfiguredAccounts(read.users());

    Account shop = users.find("shop@example.org").orElseThrow();
    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.user().lane()).contains(Lane.OTP);
    assertThat(users.find("shop")).isEmpty();
    assertThat(users.find("news").orElseThrow().user().lane()).isEqualTo(Optional.empty());
  }

  @Test
  void shouldHaveNoUserByDefault() {
    assertThat(accounts().build().users()).isEmpty();
  }

  @Test
  void shouldRefuseAUserWithoutAPassword() {
    assertThatThrownBy(() -> accounts().with("user.shop.lane", "bulk").build())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("user.shop.password-hash");
  }

  @Test
  void shouldRefuseTwoUsersWithOneLoginName() {
    AccountSettingsFixture twice =
        accounts().user("a", "x").user("b", "y").with("user.b.login-name", "A");

    assertThatThrownBy(twice::build)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("user.b.login-name");
  }

  @Test
  void shouldNotShowAPasswordThatIsNoHash() {
    assertThatThrownBy(() -> accounts().with("user.shop.password-hash", "geheim").build())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("Argon2id")
        .hasMessageNotContaining("geheim");
  }
}
