package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.reception.ReceptionSettingsFixture.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.mail.Lane;
import relay.domain.settings.InvalidSetting;

class ReceptionSettingsTest {

  @Test
  void shouldBeSafeByDefault() {
    ReceptionSettings untouched = settings().build();

    assertThat(untouched.domains()).isEmpty();
    assertThat(untouched.allowedNetworks()).isEmpty();
    assertThat(untouched.postmaster()).isEmpty();
    assertThat(untouched.lineEnds()).isEqualTo(ReceptionSettings.LineEnds.REJECT);
    assertThat(untouched.defaultLane()).isEqualTo(Lane.TRANSACTIONAL);
  }

  @Test
  void shouldReadDomainsInAnySpelling() {
    ReceptionSettings read =
        settings().with("domains", "B\u00fccher.Example, *.Ours.example").build();

    assertThat(read.domains()).containsExactly("xn--bcher-kva.example", "*.ours.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "::/0", "2000::/3", "::ffff:0:0/96"})
  void shouldRefuseToTrustTheWholeInternet(String network) {
    assertThatThrownBy(() -> settings().with("allowed-networks", network).build())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("reception.allowed-networks")
        .hasMessageContaining(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*.org", "*.*.example.org", "a@b.org", "-x.org", "[192.0.2.1]"})
  void shouldRefuseDomainsThatAreNoneOrTooMany(String domain) {
    assertThatThrownBy(() -> settings().with("domains", domain).build())
        .isInstanceOf(InvalidSetting.class);
  }
}
